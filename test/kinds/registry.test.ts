import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kinds } from '../../src/kinds/index.ts'
import type { AnyKind } from '../../src/rows/kind.ts'

const folder = new URL('../../src/kinds/', import.meta.url)
const camel = (file: string) =>
  file.replace('.ts', '').replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase())

/** Files that declare a kind, found by what stands in them and not by the registry. */
const declared = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  .filter((name) => /= kindOf</.test(readFileSync(new URL(name, folder), 'utf8')))
  .map(camel)

test('every file that declares a kind is registered under its name', () => {
  const registered: Record<string, AnyKind> = kinds
  expect(Object.keys(registered).sort()).toEqual(declared.sort())
})

test('kinds that share a prefix are told apart by what they own', () => {
  const all: readonly AnyKind[] = Object.values(kinds)
  for (const { prefix, owns } of all) {
    const others = all.filter((kind) => kind.prefix === prefix)
    if (others.length > 1) expect(owns).toBeTypeOf('function')
  }
})
