/** Data beside the project: real files, recordings, Render's own documents. A clone without it must pass as well. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(process.env.RENDER_SYNC_SHARED ?? '../shared')

/** Whether the shared folder is there; tests that need it are skipped by this name. */
export const hasShared = existsSync(resolve(folder, 'recorded-traffic'))
export const withoutShared = hasShared ? '' : ' (skipped: no shared folder; set RENDER_SYNC_SHARED)'

export const sharedPath = (path: string): string => resolve(folder, path)

export const sharedText = (path: string): string => readFileSync(sharedPath(path), 'utf8')
const sharedJson = <T>(path: string): T => JSON.parse(sharedText(path)) as T

export interface RealFile {
  readonly file: string
  readonly expected: 'converges' | 'rejected' | 'unsettled'
  readonly reason?: string
  readonly secrets?: readonly string[]
}

/** Rejected when they were collected, for a word that may be newer than any table: the API judges it now. */
const newer = new Set(['Baol77__BondFX__h1.yaml'])

export const realFiles = (expected: RealFile['expected']): readonly RealFile[] =>
  hasShared
    ? sharedJson<RealFile[]>('blueprints/index.json').filter(
        (file) => file.expected === expected && !newer.has(file.file),
      )
    : []

/** One request of a recording, and how the real API answered it. */
export interface Exchange {
  method: string
  path: string
  query?: string
  body?: unknown
  status: number
  response?: unknown
}

export const recordings: readonly string[] = hasShared
  ? readdirSync(sharedPath('recorded-traffic')).filter((name) => name.endsWith('.json'))
  : []

export const readRecording = (name: string): Exchange[] => sharedJson(`recorded-traffic/${name}`)
