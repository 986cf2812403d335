/** Whole files through the command line, against the emulator over HTTP. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, serveToClient } from '../support/cli.ts'
import {
  goodFiles,
  refusedSamples,
  type TestFile,
  unsettledFiles,
  withoutRealFiles,
  wrongFiles,
} from '../support/files.ts'
import { judgedEmulator } from '../support/traffic.ts'

const repo = ['--repo', 'https://github.com/acme/app']

describe(`the command line on whole files${withoutRealFiles}`, () => {
  const emulator = judgedEmulator({ limits: 'off', clockRate: 100_000 })
  let server: Awaited<ReturnType<typeof serveToClient>>
  let folder: string

  beforeAll(async () => {
    server = await serveToClient(emulator)
    folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  })

  afterAll(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const put = async (name: string, text: string) => {
    const file = join(folder, name)
    await writeFile(file, text)
    return file
  }

  const putSecrets = (secrets: TestFile['secrets']) =>
    put('secrets', [...secrets].map(([name, value]) => `${name}=${value}\n`).join(''))

  test.each(goodFiles)('$file: apply, then no changes and no drift', async ({ text, secrets }) => {
    emulator.reset()
    const path = await put('render.yaml', text())
    const given = await putSecrets(secrets)
    const arguments_ = ['-f', path, ...repo]
    const applied = await run(['apply', ...arguments_, '--auto-approve', '--secrets', given], server.env)
    expect(applied, applied.stderr).toMatchObject({ code: 0 })
    const planned = await run(['plan', ...arguments_, '--detailed-exitcode'], server.env)
    expect(planned, planned.stdout).toMatchObject({ code: 0 })
    const drift = await run(['drift', ...arguments_], server.env)
    expect(drift, drift.stdout).toMatchObject({ code: 0 })
    expect(applied.stdout + applied.stderr + planned.stdout + drift.stdout).not.toMatch(
      /value of |rnd_emulator/,
    )
  })

  /** Applies a file that has errors; what it asked of the API. */
  const rejected = async ({ text }: TestFile): Promise<readonly string[]> => {
    emulator.reset()
    const path = await put('render.yaml', text())
    const applied = await run(['apply', '-f', path, ...repo, '--auto-approve'], server.env)
    expect(applied.code).toBe(1)
    expect(applied.stderr + applied.stdout).toMatch(/render\.yaml:\d+:\d+ error/)
    expect(applied.stderr).not.toMatch(/^ {4}at /m)
    return emulator.requests().map(({ method }) => method)
  }

  test.each(wrongFiles)('$file: a problem with a line, exit 1, nothing sent', async (file) => {
    expect(await rejected(file)).toEqual([])
  })

  test.each(refusedSamples)('$file: a problem with a line, exit 1, nothing but reads', async (file) => {
    expect(new Set(await rejected(file))).toEqual(new Set(['GET']))
  })

  test.each(unsettledFiles)('$file: an answer, and no crash', async ({ text, secrets }) => {
    emulator.reset()
    const path = await put('render.yaml', text())
    const given = await putSecrets(secrets)
    const planned = await run(['plan', '-f', path, ...repo, '--secrets', given], server.env)
    expect([0, 1]).toContain(planned.code)
    expect(planned.stderr).not.toMatch(/^ {4}at |defect/m)
  })
})
