/** What is made of an event that Render posts: whether it is Render's, whether it is new, and what is to be run for it. */
export { commandsFor, type OnEvent, onEvents } from './commands.ts'
export { decide } from './decide.ts'
export type { WebhookEvent } from './event.ts'
export { createMemory, type Memory, type MemoryEntry } from './memory.ts'
export { type Delivery, verifierOf } from './verify.ts'
