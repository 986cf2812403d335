/** What somebody who watches the emulator sees, beside the API: a page, the data, the requests. It changes nothing but by a reset. */

export { inspection } from './routes.ts'
export type { Snapshots } from './snapshots.ts'
export { snapshotControl } from './snapshots.ts'
