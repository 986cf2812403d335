/** Tells what an apply does while it does it. */
export { type Listener, listenAsJson, listenAsText } from './listener.ts'
