/** Whatever somebody else does between a plan and its apply is neither lost nor overwritten without a word. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { del, patch, post, put } from '../../src/http/index.ts'
import { carryOut, node, problemsOf, settle } from '../support/meanwhile.ts'
import { type Bench, bench } from '../support/workspace.ts'

/** What can be there, by resource: variables of a service and of a group, headers of a site; `up` is a field and is never taken away. */
const places = {
  'service/api': ['A', 'B', 'up'],
  'group/shared': ['A', 'B'],
  'service/site': ['X-A', 'X-B'],
} as const
type Place = keyof typeof places
const all = (Object.keys(places) as Place[]).flatMap((place) => places[place].map((key) => `${place} ${key}`))

/** By `place key`; absent: it is not there. */
type State = Readonly<Record<string, string | undefined>>

const value = fc.constantFrom('1', '2', '3')
const state: fc.Arbitrary<State> = fc.record(Object.fromEntries(all.map((key) => [key, value])), {
  requiredKeys: ['service/api up'],
})
/** Empty: it is taken away. */
const edits: fc.Arbitrary<State> = fc.record(
  Object.fromEntries(
    all.map((key) => [key, key.endsWith('up') ? value : fc.constantFrom('', '1', '2', '3')]),
  ),
  { requiredKeys: [] },
)

const at = (place: Place, values: State) =>
  places[place].flatMap((key) => {
    const text = values[`${place} ${key}`]
    return text === undefined || key === 'up' ? [] : [{ key, value: text }]
  })

const fileOf = (values: State) =>
  JSON.stringify({
    envVarGroups: [{ name: 'shared', envVars: at('group/shared', values) }],
    services: [
      {
        type: 'web',
        name: 'api',
        ...node,
        healthCheckPath: `/${values['service/api up']}`,
        envVars: at('service/api', values),
      },
      {
        type: 'web',
        name: 'site',
        runtime: 'static',
        headers: at('service/site', values).map(({ key, value }) => ({ path: '/*', name: key, value })),
      },
    ],
  })

const contentOf = ({ emulator }: Bench): State => {
  const { services, envGroups } = emulator.state()
  const [group] = Object.values(envGroups)
  const found = [
    ...(group?.envVars ?? []).map(({ key, value }) => [`group/shared ${key}`, value]),
    ...Object.values(services).flatMap((service) =>
      service.config.name === 'api'
        ? [
            ...service.envVars.map(({ key, value }) => [`service/api ${key}`, value]),
            ['service/api up', String(service.config.healthCheckPath).slice(1)],
          ]
        : service.headers.map(({ name, value }) => [`service/site ${name}`, value]),
    ),
  ]
  expect(new Set(found.map(([key]) => key)).size).toBe(found.length)
  return Object.fromEntries(found)
}

/** Another hand makes one thing so. */
const edit = async ({ client, emulator }: Bench, key: string, text: string, now: State): Promise<void> => {
  const [place = '', name = ''] = key.split(' ')
  const { services, envGroups } = emulator.state()
  const named = (wanted: string) => Object.values(services).find((service) => service.config.name === wanted)
  const [api, site, [group]] = [named('api'), named('site'), Object.values(envGroups)]
  if (name === 'up')
    return await client.send(
      patch(`/services/${api?.id}`, { serviceDetails: { healthCheckPath: `/${text}` } }),
    )
  if (place === 'service/site') {
    const old = site?.headers.find((header) => header.name === name)
    if (old) await client.send(del(`/services/${site?.id}/headers/${old.id}`))
    if (text === '') return
    return await client.send(
      post(`/services/${site?.id}/headers`, { path: '/*', name, value: text }, 'repeat'),
    )
  }
  const holder = place === 'service/api' ? `/services/${api?.id}` : `/env-groups/${group?.id}`
  if (text !== '') return await client.send(put(`${holder}/env-vars/${name}`, { value: text }))
  if (now[key] !== undefined) await client.send(del(`${holder}/env-vars/${name}`))
}

const without = (values: State): State =>
  Object.fromEntries(Object.entries(values).filter(([, text]) => text !== ''))

test('edits between plan and apply', async () => {
  await fc.assert(
    fc.asyncProperty(state, state, edits, async (before, mine, theirs) => {
      const it = bench()
      await settle(it, fileOf(before))
      const planned = await it.plan(fileOf(mine))
      for (const [key, text = ''] of Object.entries(theirs)) await edit(it, key, text, before)
      const edited = without({ ...before, ...theirs })
      expect(contentOf(it)).toEqual(edited)

      const isWritten = (key: string) => mine[key] !== undefined && mine[key] !== before[key]
      const isMoved = (key: string) => edited[key] !== before[key] && edited[key] !== mine[key]
      const stops = (place: string) =>
        all.some((key) => key.startsWith(`${place} `) && isWritten(key) && isMoved(key))
      const problems = problemsOf(await carryOut(it, planned))
      expect(problems.map(({ code, address }) => `${code} ${address}`).sort()).toEqual(
        Object.keys(places)
          .filter(stops)
          .map((place) => `changed-meanwhile ${place}`)
          .sort(),
      )
      // What the plan does not write stays as it was edited, even where the file has it otherwise: it was so when it was planned.
      const wanted = all.flatMap((key) => {
        const [place = ''] = key.split(' ')
        const text = isWritten(key) && !stops(place) ? mine[key] : edited[key]
        return text === undefined ? [] : [[key, text]]
      })
      expect(contentOf(it)).toEqual(Object.fromEntries(wanted))
    }),
    { numRuns: 25 },
  )
})
