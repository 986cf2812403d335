#!/usr/bin/env node
/** Holds the imports of `src`, `cli` and `action` against the table of rooms. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { rooms } from './rooms.mjs'

/**
 * @typedef {{ readonly from: string, readonly to: string, readonly type: boolean }} Import
 * @typedef {import('./rooms.mjs').Room} Room
 * @typedef {Readonly<Record<string, Room>>} Rooms
 */

const statement =
  /^(?:import|export)\s+(type\s+)?((?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s+)?'(\.[^']+)'/gm
const dynamic = /import\('(\.[^']+)'\)/g

/** Whether all names of a list are types. @param {string} names */
const onlyTypes = (names) =>
  names.includes('{') &&
  [...names.matchAll(/[^{},]+/g)]
    .map(([name]) => name.replace(/from\s*$/, '').trim())
    .filter(Boolean)
    .every((name) => name.startsWith('type '))

/** What a file imports of the project. @param {string} from @param {string} text @returns {Import[]} */
export const importsOf = (from, text) => [
  ...[...text.matchAll(statement)].map(([, type, names = '', path = '']) => ({
    from,
    to: normalize(join(dirname(from), path)),
    type: type !== undefined || onlyTypes(names),
  })),
  ...[...text.matchAll(dynamic)].map(([, path = '']) => ({
    from,
    to: normalize(join(dirname(from), path)),
    type: false,
  })),
]

/** A file that is a room by itself, or the folder that it is in. @param {string} file @param {Rooms} table */
const roomOf = (file, table) => (file in table ? file : dirname(file))

/** Everything that a room may use, and what that may use. @param {string} name @param {Rooms} table */
const below = (name, table) => {
  const found = new Set([name])
  for (const each of found) {
    const { may = [], types = [] } = table[each] ?? {}
    for (const next of [...may, ...types]) found.add(next)
  }
  return found
}

/** @param {Import} one @param {Rooms} table @returns {string[]} */
const wrongImport = ({ from, to, type }, table) => {
  const [here, there] = [roomOf(from, table), roomOf(to, table)]
  if (here === there) return []
  const allowed = type ? below(here, table) : new Set(table[here]?.may)
  if (!allowed.has(there) && !allowed.has(to)) return [`${from} may not import ${to}`]
  const doors = table[there]?.doors ?? ['index.ts']
  const isDoor =
    there === to || allowed.has(to) || doors.includes('*') || doors.some((door) => to === `${there}/${door}`)
  return isDoor ? [] : [`${from} imports ${to}, which is no door of ${there}`]
}

/** Circles of files that need each other, if only for their types. @param {readonly Import[]} imports */
const circles = (imports) => {
  /** @type {Map<string, string[]>} */
  const needs = new Map()
  for (const { from, to } of imports) needs.set(from, [...(needs.get(from) ?? []), to])
  /** @type {Map<string, 'open' | 'done'>} */
  const seen = new Map()
  /** @param {string} file @param {readonly string[]} path @returns {string[]} */
  const visit = (file, path) => {
    if (seen.get(file) === 'open')
      return [`a circle of imports: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`]
    if (seen.has(file)) return []
    seen.set(file, 'open')
    const found = (needs.get(file) ?? []).flatMap((next) => visit(next, [...path, file]))
    seen.set(file, 'done')
    return found
  }
  return [...needs.keys()].flatMap((file) => visit(file, []))
}

/** How large things may be. `hall`: the files of `src` itself; `few`: with fewer, what is in a room belongs to another. */
export const usual = { files: 15, few: 5, hall: 10, lines: 300 }

/** @param {ReadonlyMap<string, string>} files @param {Rooms} table @param {typeof usual} size */
const sizes = (files, table, size) => {
  /** @type {Map<string, number>} */
  const folders = new Map()
  for (const file of files.keys()) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1)
  const long = [...files].filter(([, text]) => text.split('\n').length - 1 > size.lines)
  return [
    ...[...folders].flatMap(([folder, count]) => {
      const inside = [...folders.keys()].filter((other) => dirname(other) === folder).length
      const most = folder === 'src' ? size.hall : size.files
      if (count > most && !table[folder]?.many) return [`${folder} has ${count} files: give it rooms inside`]
      return count + inside < size.few ? [`${folder} has ${count} files: too few for a room`] : []
    }),
    ...long.map(([file]) => `${file} has more than ${size.lines} lines`),
  ]
}

/**
 * Everything that does not fit the table.
 * @param {ReadonlyMap<string, string>} files the text of each file, by its path
 * @param {Rooms} table
 * @returns {readonly string[]}
 */
export const lintRooms = (files, table, size = usual) => {
  const imports = [...files].flatMap(([file, text]) => importsOf(file, text))
  const unknown = [...new Set([...files.keys()].map((file) => roomOf(file, table)))].filter(
    (room) => !(room in table),
  )
  const empty = Object.keys(table).filter(
    (room) => ![...files.keys()].some((file) => roomOf(file, table) === room),
  )
  return [
    ...unknown.map((room) => `${room} has no row in scripts/rooms.mjs`),
    ...empty.map((room) => `${room} has a row in scripts/rooms.mjs, and is not there`),
    ...imports.flatMap((one) => wrongImport(one, table)),
    ...circles(imports),
    ...sizes(files, table, size),
  ]
}

/** @param {string} root @returns {Map<string, string>} */
export const readTree = (root) =>
  new Map(
    ['src', 'cli', 'action'].flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [join(top, name), readFileSync(join(root, top, name), 'utf8')]),
    ),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = lintRooms(readTree(process.cwd()), rooms)
  for (const line of wrong) process.stderr.write(`${line}\n`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}
