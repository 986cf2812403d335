/** An emulator behind a socket of this machine: HTTP, WebSockets, and what is neither. Nothing of the API is known here. */

export type { RunningServer, ServeOptions } from './serve.ts'
export { serve } from './serve.ts'
