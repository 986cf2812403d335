/** The commands that the pages show, block by block. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Block {
  readonly page: string
  readonly line: number
  readonly language: 'sh' | 'console'
  /** Its lines, without what is said of them. */
  readonly lines: readonly string[]
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  'bench/versus.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
]

export const blocksOf = (page: string): readonly Block[] => {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```(sh|console)\n([\s\S]*?)^```/gm)].map(
    ({ 1: language, 2: inner = '', index }) => ({
      page,
      line: text.slice(0, index).split('\n').length + 1,
      language: language as Block['language'],
      lines: inner.trimEnd().split('\n'),
    }),
  )
}

export const blocks: readonly Block[] = pages.flatMap(blocksOf)

/** A command without the words behind it, or nothing. */
export const commandIn = (line: string): string => line.replace(/(^|\s{2,})#.*$/, '').trim()
