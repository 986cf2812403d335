import { Hono } from 'hono'
import { ApiError, readJson } from '../request/index.ts'
import type { Faults } from './faults.ts'
import { checkedFaults } from './list.ts'

/** The list of faults from outside, beside the API: without key and without limits. */
export const faultControl = (faults: Faults): Hono => {
  const app = new Hono()
  const path = '/__emulator/faults'
  app.get(path, (context) => context.json(faults.list()))
  app.put(path, async (context) => {
    try {
      faults.replace(checkedFaults(await readJson(context.req.raw)))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return Response.json({ message: error.message }, { status: error.status })
    }
    return context.json(faults.list())
  })
  app.delete(path, () => {
    faults.replace([])
    return new Response(null, { status: 204 })
  })
  return app
}
