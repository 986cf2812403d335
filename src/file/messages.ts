/** All that can be said about a file: one function for each thing, so that the wording is in one place. */
import { extension } from './messages/extension.ts'
import { resource } from './messages/resource.ts'
import { shape } from './messages/shape.ts'
import { spelling } from './messages/spelling.ts'
import { text } from './messages/text.ts'
import { variable } from './messages/variable.ts'

export { article, type Finding, quoted } from './messages/finding.ts'

export const say = { ...text, ...shape, ...spelling, ...resource, ...variable, ...extension } as const
