/** What a release publishes: the package, the image, the program in one file; and how a release is made. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'

const root = join(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'shipped-'))
const run = (command: string, args: readonly string[], options: object = {}) =>
  execFileSync(command, args, { encoding: 'utf8', cwd: root, ...options })

let tarball: string
let packed: readonly string[]

beforeAll(() => {
  // It was built before these tests, and is packed as it is.
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { stdio: 'pipe' }),
  )
  tarball = join(work, filename)
  packed = files.map(({ path }: { readonly path: string }) => path)
}, 60_000)

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the package', () => {
  test('has nothing that publint minds', async () => {
    const { messages } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer } })
    expect(messages).toEqual([])
  })

  test('has types that are right, for who imports it', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
    // It is ES modules alone: who requires it gets those, as Node 20.19 and newer can.
    const problems = analysis.types === false ? ['no types'] : analysis.problems.map(({ kind }) => kind)
    expect(new Set(problems)).toEqual(new Set(['NoResolution', 'CJSResolvesToESM']))
    const resolved = analysis.types === false ? [] : analysis.problems
    expect(
      resolved.filter(
        (problem) =>
          problem.kind === 'NoResolution' &&
          'resolutionKind' in problem &&
          problem.resolutionKind !== 'node10',
      ),
    ).toEqual([])
  })
})

describe('the image', () => {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n')

  test('starts what is in the package, as nobody of importance', () => {
    const entry = lines.find((line) => line.startsWith('ENTRYPOINT ')) ?? ''
    const [, program = ''] = JSON.parse(entry.slice('ENTRYPOINT '.length))
    expect(program.startsWith('/app/node_modules/render-sync/')).toBe(true)
    expect(packed).toContain(program.slice('/app/node_modules/render-sync/'.length))
    expect(lines.findLast((line) => line.startsWith('FROM '))).toMatch(/distroless\/.*:nonroot$/)
  })

  test('is made of files that are there and not ignored', () => {
    const allowed = readFileSync(join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    for (const name of allowed)
      expect({ name, there: existsSync(join(root, name)) }).toEqual({ name, there: true })
    // All that npm pack runs and takes.
    const needed = [
      'cli',
      'src',
      'scripts',
      'schemas',
      'examples',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'README.md',
      'LICENSE',
    ]
    expect(needed.filter((name) => !allowed.includes(name))).toEqual([])
    const folder = join(work, 'context')
    for (const name of allowed) cpSync(join(root, name), join(folder, name), { recursive: true })
    cpSync(join(root, 'node_modules'), join(folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    })
    run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: folder, stdio: 'pipe' })
    expect(readdirSync(folder).some((name) => name.endsWith('.tgz'))).toBe(true)
  }, 120_000)
})

describe('the program in one file', () => {
  const program = join(work, process.platform === 'win32' ? 'render-sync.exe' : 'render-sync')
  const folder = join(work, 'alone')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

  beforeAll(() => {
    run(process.execPath, ['scripts/binary.mjs', program], { stdio: 'pipe' })
    cpSync(join(root, 'examples/shop'), folder, { recursive: true })
  }, 120_000)

  const alone = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { PATH: '', HOME: folder, ...env } })

  test.each([
    [['--version'], new RegExp(`^${version}\n$`)],
    [['--help'], /^Usage: render-sync/],
    [['validate'], /0 errors/],
    [['graph', '--format', 'svg'], /<svg/],
    [['operations', 'deploys'], /deploys\.rollBack/],
    [['completion', 'fish'], /complete -c render-sync/],
  ])('%j', (args, said) => {
    const { status, stdout, stderr } = alone(args)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(said)
  })

  test('plans against an emulator', async () => {
    const emulator = judgedEmulator({ limits: 'off' })
    const { url, close } = await serve(emulator)
    const env = { RENDER_HOST: url, RENDER_API_KEY: emulator.apiKey, PATH: '', HOME: folder }
    const args = [
      'plan',
      '--secrets',
      'secrets.env.example',
      '--repo',
      'https://github.com/acme/shop',
      '--detailed-exitcode',
    ]
    const child = spawn(program, args, { cwd: folder, env })
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
    await close()
    expect(code).toBe(2)
    expect(out).toContain('  + project/shop (project)\n')
  })
})

describe('a release', () => {
  const clone = (changelog = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n') => {
    const folder = mkdtempSync(join(work, 'release-'))
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(folder, name))
    cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true })
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog)
    const git = (...args: readonly string[]) => run('git', args, { cwd: folder, stdio: 'pipe' }).trim()
    git('init', '--quiet')
    git('config', 'user.name', 'A tester')
    git('config', 'user.email', 'tester@example.com')
    git('add', '.')
    git('commit', '--quiet', '--message', 'All')
    const release = (version: string) =>
      spawnSync(process.execPath, ['scripts/release.mjs', version], { cwd: folder, encoding: 'utf8' })
    return { folder, git, release }
  }

  test('is one step: changelog, version, commit and tag', () => {
    const { folder, git, release } = clone()
    expect(release('9.8.7')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('git push --follow-tags'),
    })
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version).toBe('9.8.7')
    expect(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).version).toBe('9.8.7')
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
      /## Unreleased\n\n## 9\.8\.7 - \d{4}-\d\d-\d\d\n\n### Added\n\n- A thing\./,
    )
    expect(git('describe', '--tags')).toBe('v9.8.7')
    expect(git('status', '--porcelain')).toBe('')
    expect(run(process.execPath, ['scripts/notes.mjs', '9.8.7'], { cwd: folder })).toBe(
      '### Added\n\n- A thing.\n',
    )
    expect(release('9.8.7')).toMatchObject({ status: 1 })
  })

  test.each([
    ['no version', 'next', undefined, 'say which version'],
    ['an older one', '0.0.1', undefined, 'does not come behind'],
    [
      'nothing new',
      '9.8.7',
      '# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-01-01\n\n- First.\n',
      'nothing under',
    ],
  ])('%s is refused, and nothing is changed', (_, version, changelog, said) => {
    const { git, release } = clone(changelog)
    expect(release(version)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) })
    expect([git('status', '--porcelain'), git('tag')]).toEqual(['', ''])
  })

  test('with something that is not committed is refused', () => {
    const { folder, release } = clone()
    writeFileSync(join(folder, 'new'), '')
    expect(release('9.8.7')).toMatchObject({ status: 1, stderr: expect.stringContaining('not committed') })
  })
})

describe('the workflow of a release', () => {
  interface Job {
    readonly needs?: string | readonly string[]
    readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
  }
  const { jobs, permissions } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')) as {
    readonly jobs: Readonly<Record<string, Job>>
    readonly permissions: unknown
  }

  test('may read and no more, but where a job says so', () => {
    expect(permissions).toEqual({ contents: 'read' })
  })

  test.each(Object.entries(jobs))(
    '%s has steps that are there, and waits for jobs that are',
    (_, { needs = [], steps }) => {
      expect([needs].flat().filter((name) => jobs[name] === undefined)).toEqual([])
      for (const { uses, run: line = '' } of steps) {
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
        for (const [, file = ''] of line.matchAll(/(?:node |^)((?:scripts|\.ci)\/[\w.]+)/g))
          expect({ file, there: existsSync(join(root, file)) }).toEqual({ file, there: true })
      }
    },
  )
})
