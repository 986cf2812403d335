import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { virtualClock } from '../../../src/clock.ts'
import { makeService, startApi, workflowBody } from '../support.ts'
import { newFile } from './files.ts'

/** A state file as the former version wrote it, and what it answered from it a minute after its start. */
const { state: former, reads } = JSON.parse(readFileSync(new URL('former.json', import.meta.url), 'utf8'))

const startFrom = async (text: string) => {
  const state = newFile()
  writeFileSync(state, text)
  // What it answered of groups was bare.
  const api = startApi({ state, clock: virtualClock(), envGroups: 'bare' })
  await api.pass(60)
  return api
}

test.each([
  ['as it was written', JSON.stringify(former)],
  ['laid out by hand', JSON.stringify(former, undefined, 2)],
])('a state file of the former version is read, %s', async (_, text) => {
  const api = await startFrom(text)
  expect(Object.keys(reads).length).toBeGreaterThan(10)
  for (const [path, answer] of Object.entries(reads))
    expect({ path, answer: (await api.send('GET', path)).body }).toEqual({ path, answer })
})

test('a workspace of the former version goes on', async () => {
  const api = await startFrom(JSON.stringify(former))
  const [id] = Object.keys(former.services)
  const deploys = async () => (await api.send('GET', `/services/${id}/deploys`)).body
  expect((await deploys())[0].deploy.status).toBe('build_in_progress')
  await api.pass(60)
  expect((await deploys()).map(({ deploy }: { deploy: { status: string } }) => deploy.status)).toEqual([
    'live',
    'deactivated',
  ])
  expect((await api.send('PATCH', `/services/${id}`, { name: 'nightly' })).status).toBe(409)
  await api.send('DELETE', `/services/${id}`)
  const { services, deploys: left, events, jobs, disks, envGroups } = api.emulator.state()
  const inLeft = JSON.stringify({ services, left, events, jobs, disks, envGroups })
  expect(inLeft).not.toContain(id)
  await makeService(api)
})

test('a state file of before a kind was known has none of it, and goes on', async () => {
  const state = newFile()
  const first = startApi({ state })
  await makeService(first)
  const { workflows: _, tasks: __, auditLogs: ___, members: ____, ...older } = first.emulator.state()
  const api = await startFrom(JSON.stringify(older))
  expect((await api.send('GET', '/services')).body).toHaveLength(1)
  expect((await api.send('GET', '/workflows')).body).toEqual([])
  await api.send('POST', '/workflows', workflowBody(api.emulator.ownerId))
  expect(Object.keys(api.emulator.state().workflows)).toHaveLength(1)
})
