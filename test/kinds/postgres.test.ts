/** What a database does by itself. */
import { describe, expect, test } from 'vitest'
import { patch } from '../../src/http/request.ts'
import { bench, failures, lines } from '../support/workspace.ts'

describe('a disk that is larger than in the file', () => {
  const file = (more: object) =>
    JSON.stringify({ databases: [{ name: 'main', plan: 'basic-1gb', diskSizeGB: 10, ...more }] })

  const grown = async (more: object) => {
    const it = bench()
    expect(failures(await it.apply(file(more)))).toEqual([])
    const { known } = await it.plan(file(more))
    await it.client.send(patch(`/postgres/${known.id('database/main')}`, { diskSizeGB: 15 }))
    return it
  }

  test('is left alone with a note where storage autoscaling has made it grow', async () => {
    const more = { storageAutoscalingEnabled: true }
    const it = await grown(more)
    const { plan } = await it.plan(file(more))
    expect(lines(plan)).toEqual([])
    expect(plan.problems).toMatchObject([
      {
        code: 'kept-value',
        severity: 'note',
        message:
          'database/main keeps diskSizeGB 15 where the file has 10: storage autoscaling has made the disk grow',
      },
    ])
  })

  test('is not written with other changes', async () => {
    const it = await grown({ storageAutoscalingEnabled: true })
    const before = it.sent.length
    expect(failures(await it.apply(file({ plan: 'basic-4gb' })))).toEqual([])
    const bodies = it.sent.slice(before).flatMap(({ method, body }) => (method === 'PATCH' ? [body] : []))
    expect(bodies).toEqual([expect.not.objectContaining({ diskSizeGB: expect.anything() })])
  })

  test('is refused where somebody has made it grow', async () => {
    const { plan } = await (await grown({})).plan(file({}))
    expect(plan.problems.map(({ code }) => code)).toEqual(['change-refused'])
  })

  test('grows on where the file asks for more', async () => {
    const it = await grown({ storageAutoscalingEnabled: true })
    const text = file({ diskSizeGB: 20 })
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})

test('a further read replica leaves the parameters of the others', async () => {
  const file = (...names: readonly string[]) =>
    JSON.stringify({
      databases: [{ name: 'main', plan: 'basic-1gb', readReplicas: names.map((name) => ({ name })) }],
    })
  const it = bench()
  expect(failures(await it.apply(file('one')))).toEqual([])
  const { known } = await it.plan(file('one'))
  const parameterOverrides = { work_mem: '8MB' }
  await it.client.send(
    patch(`/postgres/${known.id('database/main')}`, { readReplicas: [{ name: 'one', parameterOverrides }] }),
  )
  expect(lines((await it.plan(file('one'))).plan)).toEqual([])
  const before = it.sent.length
  expect(failures(await it.apply(file('one', 'two')))).toEqual([])
  expect(it.sent.slice(before).filter(({ method }) => method === 'PATCH')).toMatchObject([
    { body: { readReplicas: [{ name: 'one', parameterOverrides }, { name: 'two' }] } },
  ])
})
