import type { Hono } from 'hono'
import type { Env } from './app.ts'
import type { Limiter } from './limits.ts'
import type { RequestLog } from './request-log.ts'
import type { World } from './world.ts'

interface Inspected {
  log: RequestLog
  limiter: Limiter
  world(): World
  reset(): void
}

/** The emulator's own routes, beside the API: for tests, without key and without limits. */
export const addInspection = (app: Hono<Env>, { log, limiter, world, reset }: Inspected): void => {
  app.get('/__emulator/requests', (context) => context.json(log.list()))
  app.get('/__emulator/state', (context) => context.json(world().state))
  app.post('/__emulator/reset', () => {
    reset()
    log.clear()
    limiter.reset()
    return new Response(null, { status: 204 })
  })
}
