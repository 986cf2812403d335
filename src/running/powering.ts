/** Stopping, starting and restarting what runs: services, and databases by the same words. */
import { call } from '../operations/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { optionsOf, type Place } from './place.ts'

export type Power = 'suspend' | 'resume' | 'restart'

type Deed = (place: Place, id: string) => Promise<unknown>

const deeds: Readonly<Record<'service' | 'postgres' | 'keyValue', Partial<Record<Power, Deed>>>> = {
  service: {
    suspend: (place, service) => call(place.client, 'services.suspend', { service }, optionsOf(place)),
    resume: (place, service) => call(place.client, 'services.resume', { service }, optionsOf(place)),
    restart: (place, service) => call(place.client, 'services.restart', { service }, optionsOf(place)),
  },
  postgres: {
    suspend: (place, database) => call(place.client, 'postgres.suspend', { database }, optionsOf(place)),
    resume: (place, database) => call(place.client, 'postgres.resume', { database }, optionsOf(place)),
    restart: (place, database) => call(place.client, 'postgres.restart', { database }, optionsOf(place)),
  },
  keyValue: {
    suspend: (place, keyValue) => call(place.client, 'keyValue.suspend', { keyValue }, optionsOf(place)),
    resume: (place, keyValue) => call(place.client, 'keyValue.resume', { keyValue }, optionsOf(place)),
  },
}

const sortOf = (id: string): keyof typeof deeds => {
  if (id.startsWith('dpg-')) return 'postgres'
  return id.startsWith('red-') ? 'keyValue' : 'service'
}

/** Does it to what has this id. Throws `ProblemsError` where the API has no such thing for it. */
export const switchPower = async (place: Place, id: string, power: Power): Promise<void> => {
  const deed = deeds[sortOf(id)][power]
  if (!deed)
    throw new ProblemsError([
      problem('bad-usage', `a key value store cannot be told to ${power}`, 'Suspend it and resume it.'),
    ])
  await deed(place, id)
}
