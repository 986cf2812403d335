/** Files that are written appear whole or not at all, and what stands in the way is told. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkOutputs, type OutputFile, writeFiles } from '../../cli/input/index.ts'
import { ProblemsError } from '../../src/index.ts'
import { runBash } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'render-sync-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const secrets: OutputFile = { name: 'secrets.env', text: 'A="b"\n', secret: true, fresh: true }
const file: OutputFile = { name: 'render.yaml', text: 'services: []\n' }

const modeOf = (path: string) => statSync(path).mode & 0o7777
const problemsOf = async (done: Promise<void>) => {
  const error = await done.then(
    () => expect.unreachable('it was written'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProblemsError)) throw error
  return error.problems.map(({ code, message, todo }) => [code, message, ...(todo ? [todo] : [])])
}

describe('what is written', () => {
  test('is whole, and nothing stays beside it', async () => {
    const cwd = folder()
    await writeFiles({ cwd }, [secrets, file])
    expect(readdirSync(cwd).sort()).toEqual(['render.yaml', 'secrets.env'])
    expect(readFileSync(join(cwd, 'render.yaml'), 'utf8')).toBe(file.text)
    expect(readFileSync(join(cwd, 'secrets.env'), 'utf8')).toBe(secrets.text)
  })

  test('has the mode of what was there; a secret is for its owner alone', async () => {
    const cwd = folder()
    for (const { name } of [secrets, file]) {
      writeFileSync(join(cwd, name), 'before')
      chmodSync(join(cwd, name), 0o664)
    }
    await writeFiles({ cwd }, [{ ...secrets, fresh: false }, file])
    expect(modeOf(join(cwd, 'render.yaml'))).toBe(0o664)
    expect(modeOf(join(cwd, 'secrets.env'))).toBe(0o600)
    expect(readFileSync(join(cwd, 'secrets.env'), 'utf8')).toBe(secrets.text)
  })

  test('has the mode that the system gives a new file; a secret has none of it', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'usual'), '')
    await writeFiles({ cwd }, [secrets, file])
    expect(modeOf(join(cwd, 'render.yaml'))).toBe(modeOf(join(cwd, 'usual')))
    expect(modeOf(join(cwd, 'secrets.env'))).toBe(0o600)
  })

  test.runIf(process.getuid?.() === 0)('belongs to whom it belonged', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'render.yaml'), 'before')
    chownSync(join(cwd, 'render.yaml'), 4242, 4243)
    await writeFiles({ cwd }, [file])
    expect(statSync(join(cwd, 'render.yaml'))).toMatchObject({ uid: 4242, gid: 4243 })
  })

  test('is a new file: who has the old one open reads it to its end', async () => {
    const cwd = folder()
    writeFileSync(join(cwd, 'render.yaml'), 'before')
    const open = openSync(join(cwd, 'render.yaml'), 'r')
    await writeFiles({ cwd }, [file])
    expect(readFileSync(open, 'utf8')).toBe('before')
  })
})

interface Refusal {
  readonly prepare?: (cwd: string) => void
  readonly outputs: readonly OutputFile[]
  readonly says: readonly string[]
}

const refusals: Readonly<Record<string, Refusal>> = {
  'a missing folder': {
    outputs: [secrets, { ...file, name: 'new/render.yaml' }],
    says: ['unwritable-file', 'cannot write new/render.yaml: there is no such folder'],
  },
  'a folder that is a file': {
    prepare: (cwd) => writeFileSync(join(cwd, 'new'), ''),
    outputs: [secrets, { ...file, name: 'new/render.yaml' }],
    says: ['unwritable-file', 'cannot write new/render.yaml: a part of its path is no folder'],
  },
  'a file that is a folder': {
    prepare: (cwd) => mkdirSync(join(cwd, 'render.yaml')),
    outputs: [secrets, file],
    says: ['unwritable-file', 'cannot write render.yaml: it is a folder'],
  },
  'a name that is too long': {
    outputs: [secrets, { ...file, name: 'x'.repeat(300) }],
    says: ['unwritable-file', `cannot write ${'x'.repeat(300)}: the name is too long`],
  },
  'a device': {
    outputs: [secrets, { ...file, name: '/dev/full' }],
    says: ['unwritable-file', '/dev/full is not a file'],
  },
  'a link': {
    prepare: (cwd) => {
      writeFileSync(join(cwd, 'other.yaml'), 'other')
      symlinkSync('other.yaml', join(cwd, 'render.yaml'))
    },
    outputs: [secrets, file],
    says: [
      'unwritable-file',
      'render.yaml is a link to other.yaml; a file would take the place of the link',
      'Name the file that it leads to.',
    ],
  },
  'a link that leads nowhere': {
    prepare: (cwd) => symlinkSync('gone.env', join(cwd, 'secrets.env')),
    outputs: [secrets, file],
    says: [
      'unwritable-file',
      'secrets.env is a link to gone.env; a file would take the place of the link',
      'Name the file that it leads to.',
    ],
  },
  'one file as both': {
    outputs: [secrets, { ...file, name: './a/../secrets.env' }],
    says: [
      'bad-usage',
      'two files are to be written, and secrets.env and ./a/../secrets.env are the same one',
    ],
  },
  'one file as both, by a folder that is a link': {
    prepare: (cwd) => symlinkSync('.', join(cwd, 'here')),
    outputs: [secrets, { ...file, name: 'here/secrets.env' }],
    says: ['bad-usage', 'two files are to be written, and secrets.env and here/secrets.env are the same one'],
  },
  'one file as both, under two names': {
    prepare: (cwd) => {
      writeFileSync(join(cwd, 'render.yaml'), 'both')
      linkSync(join(cwd, 'render.yaml'), join(cwd, 'secrets.env'))
    },
    outputs: [{ ...secrets, fresh: false }, file],
    says: ['bad-usage', 'two files are to be written, and secrets.env and render.yaml are the same one'],
  },
  'a file that is to be a new one': {
    prepare: (cwd) => writeFileSync(join(cwd, 'secrets.env'), 'mine'),
    outputs: [file, secrets],
    says: ['bad-usage', 'secrets.env is there already', 'Name another file, or overwrite it with --force.'],
  },
}

/** All that is in a folder, files with their text. */
const treeOf = (cwd: string) =>
  readdirSync(cwd, { withFileTypes: true })
    .map((entry) => [entry.name, entry.isFile() ? readFileSync(join(cwd, entry.name), 'utf8') : undefined])
    .sort()

describe('what is refused, before anything is written:', () => {
  test.each(Object.entries(refusals))('%s', async (_, { prepare, outputs, says }) => {
    const cwd = folder()
    prepare?.(cwd)
    const before = treeOf(cwd)
    expect(await problemsOf(checkOutputs({ cwd }, outputs))).toEqual([says])
    expect(await problemsOf(writeFiles({ cwd }, outputs))).toEqual([says])
    expect(treeOf(cwd)).toEqual(before)
  })
})

test('the command line asks before it reads the workspace', async () => {
  const { cli, emulator } = await stage({ file: '', live: services(service('api')) })
  const asked = emulator.requests().length
  const { code, stdout, stderr } = await cli(['pull', '-o', 'new/render.yaml', '--secrets-out', 's.env'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^error unwritable-file: cannot write new\/render.yaml: there is no such folder\n/)
  expect(emulator.requests().length).toBe(asked)
})

/** Where no file grows larger than this, in kilobytes. */
const limited = (kilobytes: number, line: string) => `ulimit -f ${kilobytes}; ${line}`

const long = service('api', `preDeployCommand: ${'x'.repeat(2000)}\nenvVars: [{ key: TOKEN, sync: false }]`)

describe('where there is no room', () => {
  const full = '\nerror unwritable-file: cannot write render.yaml: files may not be so large here\n'

  test('nothing is left, and what was there is whole', async () => {
    const {
      folder: cwd,
      env,
      check,
    } = await stage({
      file: '# by hand\nservices: []\n',
      live: services(long),
      secrets: { 'api/TOKEN': 'do-not-tell-anybody' },
    })
    const before = treeOf(cwd)
    const line = limited(1, '$CLI adopt --secrets-out secrets.env')
    const { code, stdout, stderr } = await runBash(line, env, cwd)
    check(stdout + stderr)
    expect(code).toBe(1)
    expect(stderr).toContain(full)
    expect(treeOf(cwd)).toEqual(before)
  })

  test('of two files, neither the one nor the other is written', async ({ skip }) => {
    const cwd = folder()
    // Only root may mount; nobody else needs to see this twice.
    const size = spawnSync('bash', ['-c', `mount -t tmpfs -o size=16k tmpfs ${cwd}`])
    if (size.status !== 0) skip()
    onTestFinished(() => void spawnSync('bash', ['-c', `umount ${cwd}`]))
    writeFileSync(join(cwd, 'render.yaml'), 'by hand')
    const before = treeOf(cwd)
    const outputs = [secrets, { ...file, text: '#'.repeat(30_000) }]
    expect(await problemsOf(writeFiles({ cwd }, outputs))).toEqual([
      ['unwritable-file', 'cannot write render.yaml: the disk is full'],
    ])
    expect(treeOf(cwd)).toEqual(before)
  })
})

describe('stdout', () => {
  test.each([
    ['is full', '$CLI --help >/dev/full', 'cannot write stdout: the disk is full'],
    [
      'is a file that may not be so large',
      limited(1, '$CLI --help >out'),
      'cannot write stdout: files may not be so large here',
    ],
  ])('%s: an error of whoever has given it', async (_, line, message) => {
    const ran = await runBash(line, {}, folder())
    expect(ran.code).toBe(1)
    expect(ran.stderr.split('\n')[0]).toBe(`error unwritable-file: ${message}`)
  })

  test('is closed by a reader that has seen enough: no word', async () => {
    const ran = await runBash('set -o pipefail; $CLI completion bash | true')
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})
