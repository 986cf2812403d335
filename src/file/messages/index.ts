/** All that is said about a file while it is read, one function for each thing; what a rule says stands in the rule. */
import { merging } from './merging.ts'
import { shape } from './shape.ts'
import { silence } from './silence.ts'
import { spelling } from './spelling.ts'
import { text } from './text.ts'

export { saysSecret, secretIn } from './secret-looking.ts'
export { article, listed, meant, quoted, quotedName, written } from './words.ts'

export const say = { ...text, ...shape, ...spelling, ...merging, ...silence } as const
