/** What a database does by itself. */
import { describe, expect, test } from 'vitest'
import { patch } from '../../src/http/request.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

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

  test('is refused at once where the file turns storage autoscaling off as well', async () => {
    const it = await grown({ storageAutoscalingEnabled: true })
    const planned = await it.plan(file({ storageAutoscalingEnabled: false }))
    expect(errorsOf(planned)).toMatchObject([
      {
        code: 'change-refused',
        message: 'database/main cannot change diskSizeGB from 15 to 10: the disk of a database can only grow',
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

describe('a database that gets less is told before, and done', () => {
  const file = (more: object) => JSON.stringify({ databases: [{ name: 'main', ...more }] })
  const ha = (enabled: boolean) => ({ plan: 'pro-8gb', highAvailability: { enabled } })

  test.each<[string, object, object, readonly string[]]>([
    ['less memory', { plan: 'basic-4gb' }, { plan: 'basic-1gb' }, ['plan']],
    ['less CPU and as much memory', { plan: 'basic-4gb' }, { plan: 'pro-4gb' }, ['plan']],
    ['by other names', { plan: '16c-64g' }, { plan: '8c-32g' }, ['plan']],
    ['more memory and less CPU', { plan: 'pro-8gb' }, { plan: '1c-4g' }, ['plan']],
    ['no standby', ha(true), ha(false), ['highAvailability.enabled']],
    ['more', { plan: 'basic-1gb' }, { plan: 'basic-4gb' }, []],
    ['the same under another name', { plan: 'basic-1gb' }, { plan: '0.5c-1g' }, []],
    ['a standby', ha(false), ha(true), []],
    ['a plan that nobody knows', { plan: 'pro-8gb' }, { plan: 'pro-5gb' }, []],
  ])('%s', async (_title, before, after, fields) => {
    const it = bench()
    expect(failures(await it.apply(file(before)))).toEqual([])
    const { plan } = await it.plan(file(after))
    const found = plan.problems.filter(({ code }) => code === 'smaller-database')
    expect(found.map(({ severity, message }) => `${severity} ${message.split(' from ')[0]}`)).toEqual(
      fields.map((field) => `warning database/main gets less, ${field}`),
    )
    if (fields.length === 0) return
    expect(failures(await it.apply(file(after)))).toEqual([])
    expect(lines((await it.plan(file(after))).plan)).toEqual([])
  })
})
