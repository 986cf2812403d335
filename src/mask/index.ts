/** What is hidden, and how it is taken out of what is printed. It knows no kind, and nothing of how requests are sent. */
export { createMask, type Mask } from './mask.ts'
export { type Hide, hideFor, learnRead, learnSent } from './request.ts'
export { namesIn } from './words.ts'
