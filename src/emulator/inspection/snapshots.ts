import { Hono } from 'hono'

/** Workspaces as they once were, by name; the emulator keeps them for as long as it runs. */
export interface Snapshots {
  names(): readonly string[]
  /** Takes the place of one of the same name. */
  take(name: string): void
  /** Puts it in the place of the workspace that is there; false when there is none of that name. */
  restore(name: string): boolean
}

/** The snapshots from outside, beside the API: without key and without limits. */
export const snapshotControl = (snapshots: Snapshots): Hono => {
  const app = new Hono()
  const path = '/__emulator/snapshots'
  app.get(path, (context) => context.json(snapshots.names()))
  app.put(`${path}/:name`, (context) => {
    snapshots.take(context.req.param('name'))
    return context.body(null, 204)
  })
  app.post(`${path}/:name/restore`, (context) => {
    const name = context.req.param('name')
    return snapshots.restore(name)
      ? context.body(null, 204)
      : context.json({ message: `no snapshot ${name}` }, 404)
  })
  return app
}
