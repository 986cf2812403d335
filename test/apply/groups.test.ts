/** A service that somebody linked to a group by hand, without a word of it in the file. */
import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

const text = (value: string) => `
services:
  - { type: worker, name: jobs, runtime: docker }
envVarGroups:
  - name: shared
    envVars: [{ key: A, value: ${value}1 }, { key: B, value: ${value}2 }]
`

const linkedByHand = async (refuses: () => boolean) => {
  const it = bench({
    intercept: ({ method, path }) => refuses() && method === 'PUT' && path.endsWith('/env-vars/B') && 400,
  })
  expect(failures(await it.apply(text('one')))).toEqual([])
  const { known } = await it.plan(text('one'))
  const idOf = (address: string) => known.get(address)?.record.id
  const path = `/env-groups/${idOf('group/shared')}/services/${idOf('service/jobs')}`
  await it.client.send({ method: 'POST', path })
  return it
}

const isDeploy = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/deploys')

test('is deployed after the last change of the group', async () => {
  const it = await linkedByHand(() => false)
  const before = it.sent.length
  expect(failures(await it.apply(text('two')))).toEqual([])
  const writes = it.sent.slice(before).filter(({ method }) => method !== 'GET')
  expect(writes.map((request) => (isDeploy(request) ? 'deploy' : request.path.slice(-1)))).toEqual([
    'A',
    'B',
    'deploy',
  ])
  expect(lines((await it.plan(text('two'))).plan)).toEqual([])
})

test('is not begun when the group fails, but for the deploy of what was written of that; and told why', async () => {
  let refuses = false
  const it = await linkedByHand(() => refuses)
  refuses = true
  const before = it.sent.length
  const events = await it.apply(text('two'))
  expect(events.filter(({ type }) => type === 'apply_skipped')).toMatchObject([
    { address: 'service/jobs', because: 'group/shared', started: true },
  ])
  expect(it.sent.slice(before).filter(isDeploy)).toHaveLength(1)
})
