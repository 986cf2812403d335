import { expect, test } from 'vitest'
import { startApi } from './support.ts'

/** POST /blueprints/validate takes any text, and says what is wrong with it. */

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefghij'].map(
    (key, at) =>
      `${key}: &${key} [${Array(9)
        .fill(`*${'abcdefghij'.charAt(at)}`)
        .join(',')}]`,
  ),
].join('\n')

test.each([
  ['brackets without end', '['.repeat(100_000), 'too-deep'],
  ['lists without end', '- '.repeat(100_000), 'too-deep'],
  ['maps without end', '? '.repeat(100_000), 'too-deep'],
  ['aliases that multiply', bomb, 'too-large'],
  ['a text', 'hello', 'expected a mapping'],
  ['a list', '- a', 'expected a mapping'],
  ['two documents', '--- {}\n--- {}', 'MULTIPLE_DOCS'],
  ['a zero byte', 'a: \0', undefined],
  ['a list that has itself', 'services: &a\n  - *a', undefined],
])('%s', async (_, text, error) => {
  const { emulator } = startApi()
  const body = new FormData()
  body.set('ownerId', emulator.ownerId)
  body.set('file', new Blob([text]), 'render.yaml')
  const headers = { authorization: `Bearer ${emulator.apiKey}` }
  const url = 'http://emulator/v1/blueprints/validate'
  const response = await emulator.fetch(new Request(url, { method: 'POST', headers, body }))
  expect(response.status).toBe(200)
  const { valid, errors } = (await response.json()) as { valid: boolean; errors: { error: string }[] }
  expect([valid, errors[0]?.error]).toEqual([error === undefined, error])
})
