/** How a request goes over the wire, and what comes back. */
export { longest } from './bounded.ts'
export { exchange } from './exchange.ts'
export { type Exchange, type Fetch, toWire } from './wire.ts'
