/** References to variables that Render itself sets. */
import { describe, expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const web = { type: 'web', name: 'web', ...node }
const image = { type: 'web', name: 'web', runtime: 'image', image: { url: 'acme/web:1' } }
const referring = (envVarKey: string) => ({
  type: 'worker',
  name: 'api',
  ...node,
  envVars: [{ key: 'OF_WEB', fromService: { type: 'web', name: 'web', envVarKey } }],
})
const file = (...services: readonly object[]) => JSON.stringify({ services })

const refusals = async (text: string, before?: string) => {
  const it = bench()
  if (before !== undefined) expect(failures(await it.apply(before))).toEqual([])
  const { plan } = await it.plan(text)
  return plan.problems.filter(({ severity }) => severity === 'error')
}

describe('a variable that Render sets and the API tells', () => {
  const keys = [
    'RENDER',
    'RENDER_SERVICE_ID',
    'RENDER_SERVICE_NAME',
    'RENDER_SERVICE_TYPE',
    'RENDER_DISCOVERY_SERVICE',
    'RENDER_EXTERNAL_URL',
    'RENDER_EXTERNAL_HOSTNAME',
    'RENDER_GIT_REPO_SLUG',
    'RENDER_GIT_BRANCH',
    'PORT',
  ]

  test.each(keys)('%s may be referred to, also of a service that is still to be created', async (key) => {
    const it = bench()
    const text = file(web, referring(key))
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})

describe('a variable that Render sets for the service only is refused by the plan', () => {
  test.each(['RENDER_GIT_COMMIT', 'RENDER_INSTANCE_ID', 'IS_PULL_REQUEST'])('%s', async (key) => {
    for (const before of [undefined, file(web)]) {
      const [problem, ...others] = await refusals(file(web, referring(key)), before)
      expect(others).toEqual([])
      expect(problem?.code).toBe('reference-property')
      expect(problem?.message).toBe(
        `service/web has no variable ${key}, which service/api refers to as OF_WEB: what Render sets by itself is for service/web only`,
      )
    }
  })

  test('RENDER_GIT_BRANCH of an image', async () => {
    for (const before of [undefined, file(image)])
      expect(await refusals(file(image, referring('RENDER_GIT_BRANCH')), before)).toHaveLength(1)
  })
})

test('a name that only begins like one of them is a variable like any other', async () => {
  for (const before of [undefined, file(web)]) {
    const [problem] = await refusals(file(web, referring('RENDERER_TOKEN')), before)
    expect(problem?.message).toBe(
      'service/web has no variable RENDERER_TOKEN, which service/api refers to as OF_WEB',
    )
  }
})
