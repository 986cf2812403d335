/** Secrets as YAML: `KEY: value`, or the keys of a service below its name. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Secrets } from '../../../src/index.ts'
import { fail } from '../reading/index.ts'

/** Names on the way to a value go together with "/". A key without a value is one that nobody has filled in yet. */
export const parseYamlSecrets = (text: string, name: string): Secrets => {
  const counter = new LineCounter()
  // Every scalar is a text: a token of digits keeps its leading zeros.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false })
  // What the library says of a mistake may quote what stands there.
  const wrong = (offset = 0, expected = 'KEY: value, or keys below the name of a service'): never =>
    fail('bad-usage', `${name}:${counter.linePos(offset).line}: expected ${expected}`)
  const [error] = [...document.errors, ...document.warnings]
  if (error) wrong(error.pos[0], error.code === 'DUPLICATE_KEY' ? 'each key once' : 'YAML')
  return new Map(entriesOf(document.contents, '', wrong))
}

type Wrong = (offset?: number) => never

const entriesOf = (node: unknown, name: string, wrong: Wrong): readonly (readonly [string, string])[] => {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return wrong(node.range?.[0])
      return entriesOf(value, name === '' ? String(key.value) : `${name}/${key.value}`, wrong)
    })
  }
  if (node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN')) return []
  if (isScalar(node) && name !== '') return [[name, String(node.value)]]
  return wrong((node as { range?: readonly number[] }).range?.[0])
}
