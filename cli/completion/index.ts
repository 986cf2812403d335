/** Completion scripts, made from the commands and flags themselves. A flag that takes a value without choices completes files. */
import { bash } from './bash.ts'
import { fish } from './fish.ts'
import type { CommandTree } from './tree.ts'
import { zsh } from './zsh.ts'

export { treeOf } from './tree.ts'

export const scripts = { bash, zsh, fish } satisfies Record<string, (tree: CommandTree) => string>
