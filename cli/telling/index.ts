/** Tells what an apply does while it does it. */
export { follow } from './follow.ts'
export { type Listener, listenAsJson, listenAsText } from './listener.ts'
