/** Lists of more than a page, as the emulator gives them. */
import { expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { bench, lines } from '../support/workspace.ts'

test.each([
  ['group', '/env-groups', {}, 'wrapped'],
  ['group', '/env-groups', {}, 'bare'],
  [
    'registry-credential',
    '/registrycredentials',
    { registry: 'GITHUB', username: 'ci', authToken: 'token' },
    'bare',
  ],
] as const)(
  '250 of kind %s, created while the clock stands still, are all read',
  async (prefix, path, more, envGroups) => {
    const { emulator, plan } = bench({ clock: virtualClock(), envGroups })
    const names = Array.from({ length: 250 }, (_, index) => `one-${index}`)
    for (const name of names) {
      const body = JSON.stringify({ name, ownerId: emulator.ownerId, ...more })
      const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
      const response = await emulator.fetch(
        new Request(`http://127.0.0.1/v1${path}`, { method: 'POST', headers, body }),
      )
      expect(response.ok).toBe(true)
    }
    const declared = {
      group: { envVarGroups: names.map((name) => ({ name, envVars: [] })) },
      'registry-credential': {
        'x-render-sync': {
          registryCredentials: names.map((name) => ({ name, registry: 'github', username: 'ci' })),
        },
      },
    }[prefix]
    const planned = await plan(JSON.stringify(declared))
    expect(lines(planned.plan)).toEqual([])
    expect(planned.plan.changes).toHaveLength(250)
  },
)
