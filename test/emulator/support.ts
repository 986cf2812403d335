import { expect } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import type { Emulator, EmulatorOptions } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'

export interface Answer {
  status: number
  headers: Headers
  /** The parsed JSON; as loose as what tests want to reach into. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies whose shape is what they test
  body: any
}

export interface Api {
  emulator: Emulator
  /** Sends a request below /v1; a string body is sent as it is, anything else as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Moves the virtual clock. */
  pass(seconds: number): Promise<void>
}

/** An emulator on a virtual clock, without limits unless asked for. */
export const startApi = (options: EmulatorOptions = {}): Api => {
  const clock = options.clock ?? virtualClock()
  const emulator = judgedEmulator({ clock, limits: 'off', seed: 1, ...options })
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const authorization = `Bearer ${emulator.apiKey}`
    const init = { method, headers: { authorization, ...type, ...headers }, ...sent }
    const response = await emulator.fetch(new Request(`http://emulator/v1${path}`, init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
  }
  return { emulator, send, pass: (seconds) => clock.sleep(seconds * 1000) }
}

const repo = 'https://github.com/render-examples/express-hello-world'

/** Bodies that are complete and right, for tests to vary. */
export const serviceBody = (ownerId: string, changes: Record<string, unknown> = {}) => ({
  type: 'web_service',
  name: 'api',
  ownerId,
  repo,
  serviceDetails: {
    runtime: 'node',
    envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
  },
  ...changes,
})

export const imageBody = (ownerId: string, changes: Record<string, unknown> = {}) => ({
  type: 'web_service',
  name: 'api',
  ownerId,
  image: { ownerId: '', imagePath: 'nginx' },
  serviceDetails: { runtime: 'image' },
  ...changes,
})

export const siteBody = (ownerId: string) => ({ type: 'static_site', name: 'site', ownerId, repo })

export const cronBody = (ownerId: string, name = 'nightly') => ({
  ...imageBody(ownerId),
  type: 'cron_job',
  name,
  serviceDetails: { runtime: 'image', schedule: '0 0 * * *' },
})

export const workflowBody = (ownerId: string, changes: Record<string, unknown> = {}) => ({
  name: 'Nightly Jobs',
  ownerId,
  region: 'oregon',
  runCommand: 'npm start',
  buildConfig: { repo, buildCommand: 'npm ci', runtime: 'node' },
  ...changes,
})

export const postgresBody = (ownerId: string, changes: Record<string, unknown> = {}) => ({
  name: 'main-db',
  ownerId,
  plan: 'basic_256mb',
  version: '17',
  ...changes,
})

/** Makes a service and returns what the API says of it. */
export const makeService = async (api: Api, body: unknown = serviceBody(api.emulator.ownerId)) => {
  const made = await api.send('POST', '/services', body)
  if (made.status !== 201) throw new Error(`${made.status} ${JSON.stringify(made.body)}`)
  return made.body.service
}

/** Asserts an error in the API's shape. */
export const expectRefused = (
  answer: { status: number; body: unknown },
  status: number,
  message: string | RegExp,
) => {
  expect(answer.body).toEqual({ message: expect.stringMatching(message) })
  expect(answer.status).toBe(status)
}

/** Makes a project with one environment. */
export const makeProject = async (api: Api) => {
  const body = { name: 'shop', ownerId: api.emulator.ownerId, environments: [{ name: 'production' }] }
  return (await api.send('POST', '/projects', body)).body
}
