/** A change of a group reaches its services with their next deploy only: also those that are not in the file. */
import { describe, expect, test } from 'vitest'
import { post } from '../../src/http/request.ts'
import { stage } from '../cli/stage.ts'
import type { Bench } from '../support/workspace.ts'

const worker = (name: string, groups: readonly string[]) => `
  - type: worker
    name: ${name}
    runtime: node
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: npm start
    envVars:${groups.map((group) => `\n      - fromGroup: ${group}`).join('')}`

const group = (name: string, value: string) => `
  - name: ${name}
    envVars:
      - key: ${name.toUpperCase()}
        value: ${value}`

const groups = (value: string) => `envVarGroups:${group('one', value)}${group('two', value)}\n`
const mine = `services:${worker('mine', ['one'])}\n`
const live = `services:${worker('mine', ['one'])}${worker('old', ['one', 'two'])}${worker('other', ['two'])}\n${groups('before')}`
const changed = mine + groups('after')

const triggersIn = (requests: readonly { method: string; path: string }[]) =>
  requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/deploys')).length

describe('a plan that changes a group', () => {
  test.each(['text', 'markdown', 'json'])(
    'names the services that keep the old value (%s)',
    async (format) => {
      const { cli } = await stage({ file: changed, live })
      const { code, stdout } = await cli(['plan', '--format', format])
      expect(code).toBe(0)
      const text = stdout.replaceAll('\\-', '-')
      expect(text).toContain('service/old keeps the old value until somebody deploys it')
      expect(text).toContain('service/old, service/other keep the old value until somebody deploys them')
      expect(text).toContain('--deploy-linked')
    },
  )

  test('names as well what a target leaves out', async () => {
    const { cli } = await stage({ file: changed, live })
    const { stdout } = await cli(['plan', '--target', 'group/one'])
    expect(stdout).toContain('service/mine, service/old keep the old value')
  })

  test.each([
    ['nothing of the group changes', mine + groups('before'), undefined],
    ['all that is linked is in the file', live.replaceAll('before', 'after'), undefined],
    ['what is linked is suspended', changed, true],
  ])('names none where %s', async (_, file, suspends) => {
    const happens = async (it: Bench) => {
      const services = await it.client.list<{ id: string }>({ path: '/services', wrapper: 'service' })
      for (const { id } of suspends ? services : [])
        await it.client.send(post(`/services/${id}/suspend`, undefined, 'repeat'))
    }
    const { cli } = await stage({ file, live, past: { happens } })
    expect((await cli(['plan'])).stdout).not.toContain('linked-elsewhere')
  })

  test('is no note of a drift, which deploys nothing', async () => {
    const { cli } = await stage({ file: changed, live })
    const { code, stdout } = await cli(['drift'])
    expect([code, stdout]).toEqual([2, expect.not.stringContaining('linked-elsewhere')])
  })
})

describe('--deploy-linked', () => {
  test('plans a deploy of each, and writes nothing else of it', async () => {
    const { cli } = await stage({ file: changed, live })
    const { stdout } = await cli(['plan', '--deploy-linked', '--json'])
    const { resource_changes, summary, requests, sets } = JSON.parse(stdout)
    expect(stdout).not.toContain('linked-elsewhere')
    expect(summary).toEqual({ add: 0, change: 5, destroy: 0 })
    expect(resource_changes).toContainEqual(
      expect.objectContaining({
        address: 'service/old',
        deploys_because: expect.arrayContaining(['group/one', 'group/two']),
        depends_on: expect.arrayContaining(['group/one', 'group/two']),
        change: expect.objectContaining({ actions: ['update'], patch: [] }),
      }),
    )
    expect(sets).toEqual([
      expect.arrayContaining(['group/one', 'group/two']),
      expect.arrayContaining(['service/old', 'service/other']),
    ])
    const mutations = Object.keys(requests).filter((name) => name.startsWith('service-mutation:'))
    expect(mutations).toHaveLength(3)
  })

  test('deploys each once, after the groups, and judges how it ends', async () => {
    const { cli, emulator } = await stage({
      file: changed,
      live,
      faults: [{ deploy: 'other', does: 'build_failed' }],
    })
    const { code, stderr } = await cli(['apply', '--auto-approve', '--deploy-linked'])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /error not-ready: service\/other was written, but its deploy dep-\w+ ended as build_failed/,
    )
    const writes = emulator.requests().filter(({ method }) => method !== 'GET')
    expect(triggersIn(writes)).toBe(3)
    expect(writes.slice(2).every(({ path }) => path.endsWith('/deploys'))).toBe(true)
    expect((await cli(['plan'])).stdout).toContain('No changes.')
  })
})

test('a registry credential that changes reaches what is not in the file in the same way', async () => {
  const hub = (username: string) => `
x-render-sync:
  registryCredentials:
    - name: hub
      registry: docker
      username: ${username}
`
  const pulled = (name: string) => `
  - type: worker
    name: ${name}
    runtime: image
    image:
      url: docker.io/acme/${name}
      creds: { fromRegistryCreds: { name: hub } }`
  const before = `services:${pulled('in')}${pulled('out')}\n${hub('acme')}`
  const { cli } = await stage({
    file: `services:${pulled('in')}\n${hub('other')}`,
    live: before,
    secrets: { authToken: 'token_0123456789' },
  })
  const { stdout } = await cli(['plan', '--secrets-env'], { authToken: 'token_0123456789' })
  expect(stdout).toContain('service/out keeps the old value until somebody deploys it')
})
