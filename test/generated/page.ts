/** Pages that are written by hand, but for what is made in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The page with what belongs between `<!-- made: NAME -->` and `<!-- end -->`. Throws where a place or a block is left over. */
export const filled = (page: string, blocks: Readonly<Record<string, () => string>>): string => {
  const left = new Set(Object.keys(blocks))
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8').replace(
    /(<!-- made: (.+?) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, begin: string, name: string, end: string) => {
      const made = blocks[name]
      if (!made || !left.delete(name)) throw new Error(`${page}: nothing belongs to "${name}"`)
      return `${begin}${made()}\n${end}`
    },
  )
  if (left.size > 0) throw new Error(`${page} has no place for: ${[...left].join(', ')}`)
  return text
}
