import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Api } from '../support.ts'
import { imageBody, makeService, serviceBody, startApi } from '../support.ts'

/** What is taken is what a service of the workspace has at this moment, whatever came before. */

const names = ['a', 'b', 'c']

const deed = fc.record({
  does: fc.constantFrom('create', 'rename', 'delete'),
  name: fc.constantFrom(...names),
  which: fc.nat(),
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

interface Known {
  name: string
  slug: string
}

const taken = (there: ReadonlyMap<string, Known>, name: string, except?: string) =>
  [...there].some(([id, known]) => id !== except && known.name === name)

const create = async (api: Api, there: Map<string, Known>, name: string) => {
  const { status, body } = await api.send('POST', '/services', serviceBody(api.emulator.ownerId, { name }))
  expect(status).toBe(taken(there, name) ? 409 : 201)
  if (status !== 201) return
  const { id, slug } = body.service
  const slugs = [...there.values()].map((known) => known.slug)
  expect(slug).toMatch(slugs.includes(name) ? new RegExp(`^${name}-[a-z0-9]{4}$`) : new RegExp(`^${name}$`))
  there.set(id, { name, slug })
}

const carryOut = async (api: Api, there: Map<string, Known>, { does, name, which }: Deed) => {
  const [id, known] = [...there][which % there.size] ?? []
  if (does === 'create' || id === undefined || known === undefined) return create(api, there, name)
  if (does === 'delete') {
    expect((await api.send('DELETE', `/services/${id}`)).status).toBe(204)
    there.delete(id)
    return
  }
  const { status } = await api.send('PATCH', `/services/${id}`, { name })
  expect(status).toBe(taken(there, name, id) ? 409 : 200)
  // The slug stays what it was.
  if (status === 200) there.set(id, { ...known, name })
}

test('a name is refused while a service has it, and a slug is not given twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
      const api = startApi()
      const there = new Map<string, Known>()
      for (const each of deeds) await carryOut(api, there, each)
      const { body } = await api.send('GET', '/services?limit=100')
      const told = body.map(({ service }: { service: Known & { id: string } }) => [
        service.id,
        { name: service.name, slug: service.slug },
      ])
      expect(new Map(told)).toEqual(there)
    }),
    { numRuns: 40 },
  )
})

test('a domain is refused while a service has it, also one that came with another', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const { id: first } = await makeService(api, serviceBody(ownerId, { name: 'a' }))
  const { id: second } = await makeService(api, serviceBody(ownerId, { name: 'b' }))
  const add = async (id: string, name: string) =>
    (await api.send('POST', `/services/${id}/custom-domains`, { name })).status
  expect(await add(first, 'example.com')).toBe(201)
  expect(await add(second, 'EXAMPLE.com')).toBe(409)
  expect(await add(second, 'www.example.com')).toBe(409)
  await api.send('DELETE', `/services/${first}/custom-domains/example.com`)
  expect(await add(second, 'www.example.com')).toBe(201)
  await api.send('DELETE', `/services/${second}`)
  expect(await add(first, 'www.example.com')).toBe(201)
})

test('what refers to a service or a credential that is gone refers to nothing', async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const credential = { name: 'c', ownerId, registry: 'DOCKER', username: 'u', authToken: 't' }
  const { id: registryCredentialId } = (await api.send('POST', '/registrycredentials', credential)).body
  const image = { ownerId, imagePath: 'nginx', registryCredentialId }
  const parent = await makeService(api, imageBody(ownerId, { name: 'a', image }))
  const docker = await makeService(
    api,
    serviceBody(ownerId, {
      name: 'b',
      serviceDetails: { runtime: 'docker', envSpecificDetails: { registryCredentialId } },
    }),
  )
  const preview = `/services/${parent.id}/preview`
  const { id } = (await api.send('POST', preview, { imagePath: 'nginx:2', name: 'p' })).body.service
  const read = async (service: string) => (await api.send('GET', `/services/${service}`)).body
  expect((await read(id)).serviceDetails.parentServer).toEqual({ id: parent.id, name: 'a' })
  expect((await read(id)).registryCredential.id).toBe(registryCredentialId)
  expect((await read(docker.id)).serviceDetails.envSpecificDetails.registryCredential.name).toBe('c')
  await api.send('DELETE', `/services/${parent.id}`)
  await api.send('DELETE', `/registrycredentials/${registryCredentialId}`)
  expect((await read(id)).serviceDetails.parentServer).toBeUndefined()
  expect((await read(id)).registryCredential).toBeUndefined()
  expect((await read(docker.id)).serviceDetails.envSpecificDetails.registryCredential).toBeUndefined()
})
