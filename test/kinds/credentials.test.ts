/** Registry credentials: a docker build and an image name them in different places, and so does the API. */
import { describe, expect, test } from 'vitest'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'

const types = {
  web: {},
  pserv: {},
  worker: {},
  cron: { schedule: '0 4 * * *' },
}

const file = (service: object) =>
  JSON.stringify({
    services: [{ name: 'api', ...service }],
    'x-render-sync': {
      registryCredentials: ['first', 'second'].map((name) => ({
        name,
        registry: 'docker',
        username: 'acme',
      })),
    },
  })

const secrets = secretsOf({ 'first/authToken': 'hidden-1', 'second/authToken': 'hidden-2' })

const sources = {
  docker: (name: string) => ({ runtime: 'docker', registryCredential: { fromRegistryCreds: { name } } }),
  image: (name: string) => ({
    runtime: 'image',
    image: { url: 'docker.io/acme/api:1', creds: { fromRegistryCreds: { name } } },
  }),
}

describe.each(Object.entries(types))('%s', (type, more) => {
  test.each(Object.entries(sources))(
    '%s: is created with a credential, and takes another',
    async (_, source) => {
      const it = bench()
      const [one, other] = ['first', 'second'].map((name) => file({ type, ...more, ...source(name) })) as [
        string,
        string,
      ]
      expect(failures(await it.apply(one, { secrets }))).toEqual([])
      expect(lines((await it.plan(one)).plan)).toEqual([])
      expect(failures(await it.apply(other))).toEqual([])
      expect(lines((await it.plan(other)).plan)).toEqual([])
      expect(lines((await it.plan(one)).plan)).toHaveLength(2)
    },
  )
})
