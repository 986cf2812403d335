/** Tells what an apply does while it does it. */
export { follow } from './follow.ts'
export { listenAsJson, listenAsText } from './listener.ts'
