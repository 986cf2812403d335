/** Reads the files that declare what a workspace should have, or the plan that was made of them. */
import { type InputFile, readSavedPlan, type SavedPlan } from '../../../src/index.ts'
import type { Shell } from '../../shell/index.ts'
import { fail } from './fail.ts'
import { readText } from './files.ts'
import { readStdin } from './stdin.ts'

/** More than any render.yaml needs; a larger file is not even read. */
const megabytes = 5

/** A plan has the files in it, and tells each of many resources twice. */
const planMegabytes = 64

const megabyte = 1024 * 1024

type Texts = readonly InputFile[]

/** `-` is stdin. */
const readTexts = (
  shell: Shell,
  names: readonly string[],
  most: number,
  signal: AbortSignal,
): Promise<Texts> =>
  Promise.all(
    names.map(async (name) =>
      name === '-'
        ? { name: 'stdin', text: await readStdin(shell, most, signal) }
        : { name, text: await readText(shell, name, most) },
    ),
  )

/** What stands in them may be shown. */
const opened = ({ mask }: Shell, files: Texts): Texts => {
  mask.open(() => files.map(({ text }) => text))
  return files
}

/** Fails for a saved plan: it is shown and applied, and nothing else. */
export const readFiles = async (
  shell: Shell,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Texts> => {
  const files = await readTexts(shell, names, megabytes, signal)
  const plan = files.find(({ text, name }) => readSavedPlan(text, name))
  if (plan) {
    const todo = 'Print it with render-sync show, carry it out with render-sync apply.'
    fail('bad-usage', `${plan.name} is a saved plan, and here a render.yaml is wanted`, todo)
  }
  return opened(shell, files)
}

/** A saved plan stands alone: its files are in it. */
export const readGiven = async (
  shell: Shell,
  names: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly files: Texts } | { readonly saved: SavedPlan }> => {
  const texts = await readTexts(shell, names, planMegabytes, signal)
  for (const { name, text } of texts) {
    const saved = readSavedPlan(text, name)
    if (saved && texts.length > 1) fail('bad-usage', `${name} is a saved plan: it is applied by itself`)
    if (saved) {
      opened(shell, saved.inputs.files)
      return { saved }
    }
    if (Buffer.byteLength(text) > megabytes * megabyte) {
      fail('file-too-large', `${name} has more than ${megabytes} MB`)
    }
  }
  return { files: opened(shell, texts) }
}

/** Fails for anything else. */
export const readPlan = async (shell: Shell, name: string, signal: AbortSignal): Promise<SavedPlan> => {
  const given = await readGiven(shell, [name], signal)
  return 'saved' in given
    ? given.saved
    : fail('bad-plan', `${name} is no saved plan`, 'Save one with: render-sync plan --out plan.json')
}

/**
 * The text that `-` or `@file` stands for. What ends a single line is no part of it: editors put it there.
 */
export const readGivenText = async (shell: Shell, word: string, signal: AbortSignal): Promise<string> => {
  const [{ text = '' } = {}] = await readTexts(shell, [word.replace(/^@/, '')], megabytes, signal)
  return text.replace(/^([^\n]*?)\r?\n$/, '$1')
}
