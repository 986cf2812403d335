/** All that can be said about a file: one function for each thing, so that the wording is in one place. */
import { extension } from './extension.ts'
import { resource } from './resource.ts'
import { shape } from './shape.ts'
import { spelling } from './spelling.ts'
import { text } from './text.ts'
import { variable } from './variable.ts'

export { article, type Finding, quoted } from './finding.ts'

export const say = { ...text, ...shape, ...spelling, ...resource, ...variable, ...extension } as const
