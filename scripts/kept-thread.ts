/**
 * Runs tests in a thread that stays from one run to the next, and knows all that it has imported but the tests themselves:
 * tests of mutations run once for each of thousands of changes, which the changed code chooses as it runs.
 */
import { Worker } from 'node:worker_threads'
import type { PoolOptions, PoolRunnerInitializer, PoolWorker } from 'vitest/node'

/** A thread that was busy for longer may be so for ever. */
const longestMs = 10_000

let kept: Worker | undefined

const fresh = ({ distPath, env, execArgv }: PoolOptions): Worker => {
  const thread = new Worker(`${distPath}/workers/threads.js`, { env, execArgv, stdout: true, stderr: true })
  thread.stdout.resume()
  thread.stderr.resume()
  return thread
}

const answer = (thread: Worker, type: 'started' | 'stopped'): void =>
  queueMicrotask(() => thread.emit('message', { __vitest_worker_response__: true, type }))

const isFinished = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'testfileFinished'

const isCancel = (message: object): boolean => 'm' in message && message.m === 'onCancel'

const keptWorker = (options: PoolOptions): PoolWorker => {
  const isFresh = kept === undefined
  kept ??= fresh(options)
  const thread = kept
  const began = Date.now()
  let config: unknown
  let runs: object[] = []
  /** Whether there was another file to run. */
  const next = (): boolean => {
    const run = runs.shift()
    if (run) thread.postMessage(run)
    return run !== undefined
  }
  return {
    name: keptThread.name,
    on: (event, callback) =>
      thread.on(event, (message) => {
        if (!isFinished(message) || !next()) callback(message)
      }),
    off: () => {},
    deserialize: (data) => data,
    send: (message) => {
      if (message.type === 'start') config = message.context.config
      if (message.type === 'run') {
        // What a thread is told when it starts holds for one run here: which tests are meant. File by file: those behind
        // the first failure are not even imported.
        const { files } = message.context
        const context = { ...message.context, config }
        runs = files.map((file) => ({ ...message, context: { ...context, files: [file] } }))
        next()
      } else if (message.type === 'stop') answer(thread, 'stopped')
      else if (message.type === 'start' && !isFresh) answer(thread, 'started')
      else {
        if (isCancel(message)) runs = []
        thread.postMessage(message)
      }
    },
    start: async () => {},
    stop: async () => {
      for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event)
      if (Date.now() - began < longestMs) return
      kept = undefined
      await thread.terminate()
    },
  }
}

export const keptThread: PoolRunnerInitializer = { name: 'kept thread', createPoolWorker: keptWorker }
