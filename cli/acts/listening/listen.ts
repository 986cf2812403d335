import { decide, onEvents, verifierOf, type WebhookEvent } from '../../../src/index.ts'
import type { GlobalOptions } from '../../flags/index.ts'
import { createScreen, type ExitCode, exit, type Screen, type Shell, stoppable } from '../../shell/index.ts'
import { programsOf, runAll } from './run.ts'
import { secretsOf } from './secret.ts'
import { type Answer, type Post, serveOn } from './server.ts'
import { openState, type StateFile } from './state.ts'
import { printEvent } from './told.ts'

export interface ListenOptions extends GlobalOptions {
  readonly port: number
  readonly host: string
  readonly secretFile?: string
  readonly state?: string
  readonly on?: readonly string[]
  readonly json?: true
}

/** Receives events until it is told to stop; what has come by then is done before it ends. */
export const listen = async (options: ListenOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const programs = programsOf(onEvents(options.on ?? []))
  const verify = verifierOf(await secretsOf(options, shell))
  const state = await openState(options.state, shell)
  const work = worker(programs, state, screen, shell)
  for (const event of state.memory.owed()) work.add(event)
  const answer = (post: Post): Answer => {
    const decision = decide(verify(post), state.memory)
    if (!('take' in decision)) {
      screen.err(`Refused: ${decision.why}.`)
      return { status: decision.status, message: decision.why }
    }
    // First it is written down: where it is killed in between, a line is rather missing than there twice.
    state.note({ does: 'taken', at: Date.now(), event: decision.take })
    printEvent(decision.take, options, screen)
    work.add(decision.take)
    return { status: decision.status, message: 'Received' }
  }
  await stoppable(shell, {}, async (signal) => {
    const server = await serveOn(options, answer)
    screen.err(`Listening on ${server.url}. Ctrl-C ends it.`)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    await server.close()
    await work.done()
  })
  return exit.ok
}

/** Runs what is to be run, one event after the other, and marks each after that. */
const worker = (programs: ReturnType<typeof programsOf>, state: StateFile, screen: Screen, shell: Shell) => {
  let last = Promise.resolve()
  const handle = async (event: WebhookEvent) => {
    const hasEnded = await runAll(programs(event), event, screen, shell)
    if (hasEnded) state.note({ does: 'done', at: Date.now(), id: event.id })
  }
  return {
    add: (event: WebhookEvent) => {
      last = last
        .then(() => handle(event))
        .catch((error: unknown) => screen.err(`${event.type} ${event.id}: ${String(error)}`))
    },
    done: () => last,
  }
}
