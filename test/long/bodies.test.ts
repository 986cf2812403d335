/** What the kinds send, against the facts of the API: the bench judges that nothing is unknown; here: nothing is forgotten. */
import { describe, expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyFields } from '../../src/rows/field.ts'
import type { AnyKind } from '../../src/rows/kind.ts'
import { bodyOf, described } from '../facts/operations.ts'
import { keysOf } from '../facts/schemas.ts'
import { detailsOf } from '../facts/services.ts'
import { api, type Type } from '../facts/tables.ts'
import { companionsOf, fileOf, formsOf, isLegal, type Mapping, withValue } from '../kinds/forms.ts'
import { samples } from '../kinds/samples.ts'
import { bench, failures, type Sent, secretsOf } from '../support/workspace.ts'

const extras: readonly Mapping[] = [
  { disk: { name: 'data', mountPath: '/var/data' } },
  { numInstances: 2 },
  { envVars: [{ key: 'A', value: 'b' }] },
  { token: { sync: false } },
  { 'x-render-sync': { parameterOverrides: { work_mem: '8MB' } } },
  { scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 } },
  { envVars: [{ key: 'A', value: 'b' }], 'x-render-sync': { secretFiles: [{ name: 'f', content: 'c' }] } },
  {
    headers: [{ path: '/*', name: 'X', value: 'y' }],
    routes: [{ type: 'rewrite', source: '/a', destination: '/b' }],
  },
]

const accompanied = (mapping: Mapping, row: string): Mapping => ({ ...mapping, ...companionsOf(row) })

/** As many rows as are legal together, each at its sample of this number. */
const filled = (kind: AnyKind, base: Mapping, index: number): Mapping =>
  Object.entries(kind.fields as AnyFields).reduce<Mapping>((mapping, [row, field]) => {
    const values = samples(field.codec.schema)
    const value = values[Math.min(index, values.length - 1)]
    const useful =
      !kind.useless?.({ runtime: base.runtime }).includes(row) && field.codec.refersTo === undefined
    const fixed = index > 0 && (field.onChange === 'replace' || typeof field.onChange === 'function')
    const more = withValue(accompanied(mapping, row), row, value)
    return useful && !fixed && row !== 'runtime' && isLegal(fileOf(kind, more)) ? more : mapping
  }, base)

/** What write-only tokens are given as. */
const secrets = secretsOf({ authToken: 'a token', logStreamToken: 'a token' })

/** All that creating and then changing a resource of this kind sends. */
const sentFor = async (kind: AnyKind): Promise<readonly Sent[]> => {
  const sent: Sent[] = []
  for (const { base } of formsOf(kind)) {
    for (const extra of [{}, ...extras]) {
      const first = filled(kind, { name: 'one', ...base, ...extra }, 0)
      if (!isLegal(fileOf(kind, first))) continue
      const it = bench()
      expect(failures(await it.apply(fileOf(kind, first, 'in an environment'), { secrets }))).toEqual([])
      expect(failures(await it.apply(fileOf(kind, filled(kind, first, 1)), { secrets }))).toEqual([])
      sent.push(...it.sent)
    }
  }
  return sent
}

const namesWritten = (body: unknown, prefix = ''): readonly string[] =>
  typeof body !== 'object' || body === null || Array.isArray(body)
    ? []
    : Object.entries(body).flatMap(([key, value]) =>
        key === 'serviceDetails' ? namesWritten(value, 'serviceDetails.') : [`${prefix}${key}`],
      )

const namesIn = (type: Type) => keysOf(type, api.shapes).map(({ name }) => name)

/** The properties that a request's body may have, those of a service's details with their prefix. */
const takenBy = ({ method, path, body }: Sent): readonly string[] => {
  if (path !== '/services') return namesIn(bodyOf(described(method, path)) ?? {})
  const { type = '' } = body as { type?: string }
  const details = namesIn(`${detailsOf[type]}POST`).map((name) => `serviceDetails.${name}`)
  return [...namesIn('servicePOST').filter((name) => name !== 'serviceDetails'), ...details]
}

describe('bodies against the facts', () => {
  test.each(Object.entries<AnyKind>(kinds))(
    '%s: every property that the API takes is written, or it is said why not',
    async (_name, kind) => {
      const { method, path } = kind.create(
        {},
        { owner: 'tea-1', id: () => '', names: ['one', 'one'], children: [], withParent: false },
      )
      const operation = described(method, path)
      const creates = (await sentFor(kind)).filter(
        (sent) => sent.method !== 'GET' && described(sent.method, sent.path) === operation,
      )
      const [create] = creates
      // Environments are created in the body of their project here, so their own create is not sent.
      if (!create) return expect(kind.parent).toBeDefined()
      const written = new Set(creates.flatMap(({ body }) => namesWritten(body)))
      expect(takenBy(create).filter((key) => !written.has(key) && !(key in kind.ignored))).toEqual([])
    },
  )
})
