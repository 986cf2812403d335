/** Emulators whose traffic is held against the facts of the API: every test has its emulator from here, and judged.ts fails it. */
import { CutResponse, FaultResponse } from '../../src/emulator/faults/index.ts'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts'
import { SocketResponse } from '../../src/emulator/operation/index.ts'
import { answerViolations, type JudgedAnswer, requestViolations } from '../facts/judge.ts'
import { described } from '../facts/operations.ts'
import { keepAnswer } from './told.ts'
import type { Judged } from './traffic-reporter.ts'

const violations = new Set<string>()
let judged: Judged = { answers: 0, requests: 0 }

/** What was found so far, which is then forgotten. */
export const takeViolations = (): readonly string[] => {
  const found = [...violations]
  violations.clear()
  return found
}

/** How much was judged so far, which is then forgotten. */
export const takeJudged = (): Judged => {
  const taken = judged
  judged = { answers: 0, requests: 0 }
  return taken
}

const note = (what: keyof Judged, found: readonly string[]) => {
  judged = { ...judged, [what]: judged[what] + 1 }
  for (const each of found) violations.add(each)
}

/** The path below /v1; undefined: it is not the API that is asked, but the page or the routes for tests. */
const pathOf = ({ pathname }: URL) => (pathname.startsWith('/v1/') ? pathname.slice(3) : undefined)

/** Judges what our client asks of an emulator, before it is asked. */
export const judgeRequest = (emulator: Emulator, method: string, address: string, body: unknown): void => {
  const url = new URL(address)
  const path = pathOf(url)
  if (path === undefined) return
  const [, id] = /^\/services\/([^/]+)$/.exec(path) ?? []
  const service = id && method === 'PATCH' ? emulator.state().services[id] : undefined
  const live = service && { type: service.type, runtime: service.config.runtime }
  note('requests', requestViolations({ method, path, query: url.searchParams, body, live }))
}

/** Judges an answer of an emulator that is somewhere else. */
export const judgeAnswer = (answer: JudgedAnswer): void => note('answers', answerViolations(answer))

const drivenPairs = new Set<string>()

/** What operations have done what they do, and for which client, since this was last asked. */
export const takeDriven = (): readonly string[] => {
  const taken = [...drivenPairs]
  drivenPairs.clear()
  return taken
}

/** Clients that are played, by how they call themselves. */
const clients = {
  'terraform-provider-render': 'Terraform provider',
  'render-cli': 'command line',
  'render-mcp-server': 'MCP server',
  'render-sdk': 'SDK',
}

const noteDriven = (method: string, path: string, status: number, agent: string) => {
  if (status >= 400) return
  const client = Object.entries(clients).find(([name]) => agent.startsWith(name))?.[1] ?? ''
  const name = described(method, path)?.name
  if (name) drivenPairs.add(`${name}\t${client}`)
}

type Fetch = (request: Request) => Promise<Response>

/** Every answer is judged. */
export const withJudgedAnswers =
  (fetch: Fetch): Fetch =>
  async (request) => {
    // What has read it may have let go of it.
    const { method, url } = request
    const agent = request.headers.get('user-agent') ?? ''
    const response = await fetch(request)
    if (response instanceof FaultResponse) return response
    const path = pathOf(new URL(url))
    // What a fault has cut short is not the emulator's answer, what becomes a WebSocket has none, and events have no end.
    const streams = response.headers.get('content-type')?.startsWith('text/event-stream')
    const isWhole = !(streams || response instanceof CutResponse || response instanceof SocketResponse)
    if (path !== undefined) noteDriven(method, path, response.status, agent)
    if (path === undefined || !isWhole) return response
    const text = await response.text()
    judgeAnswer({ method, path, status: response.status, text })
    keepAnswer(path, text)
    // One of the same, rather than a copy made before: a stream that is read twice costs more than the emulator.
    return new Response(text === '' ? null : text, response)
  }

/** An emulator that judges its answers, whoever asks, in process or over a socket. */
export const judgedEmulator = (options: EmulatorOptions = {}): Emulator => {
  const emulator = createEmulator(options)
  return { ...emulator, fetch: withJudgedAnswers(emulator.fetch) }
}
