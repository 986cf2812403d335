/** What people type who know other tools: it works, or says what does. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { report } from '../../cli/report.ts'
import { run as runInShell } from '../../cli/run.ts'
import type { Shell } from '../../cli/shell/index.ts'
import { createMask } from '../../src/mask/index.ts'
import { memory, run } from '../support/cli.ts'
import { type Stage, service, services, stage } from './stage.ts'

const file = services(service('api'), service('web'))
const workspaceOf = 'x-render-sync:\n  workspace: Acme\n'

const put = ({ folder }: Stage, name: string, text: string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}

/** With something on stdin. */
const fed = async ({ env, folder }: Stage, args: readonly string[], text: string | Buffer) => {
  const [stdout, stderr] = [memory(), memory()]
  const code = await runInShell(args, {
    env,
    cwd: folder,
    stdin: Readable.from([Buffer.from(text)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    stateFolder: async () => undefined,
    onInterrupt: () => () => {},
    interrupt: () => {},
    exit: () => {
      throw new Error('nobody has interrupted')
    },
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

const planned = (stdout: string) => stdout.match(/^ {2}\+ \S+/gm)?.map((line) => line.trim()) ?? []

describe('files', () => {
  test.each([
    ['by its name alone', ['other/one.yaml']],
    ['two by their names', ['other/one.yaml', 'other/two.yaml']],
    ['by its name and by -f', ['-f', 'other/one.yaml', 'other/two.yaml']],
    ['by a pattern that the shell left alone', ['-f', 'other/*.yaml']],
    ['by a pattern with one unknown letter', ['-f', 'other/???.yaml']],
    ['by a pattern for folders', ['-f', '**/one.yaml']],
    ['by a folder with a render.yaml and a render-sync.yaml', ['-f', 'folder']],
    ['by a folder alone', ['folder/']],
  ])('%s', async (_, args) => {
    const set = await stage({ file })
    put(set, 'other/one.yaml', services(service('one')))
    put(set, 'other/two.yaml', services(service('two')))
    put(set, 'other/.hidden.yaml', services(service('hidden')))
    put(set, 'folder/render.yaml', services(service('folded')))
    put(set, 'folder/render-sync.yaml', workspaceOf)
    const { code, stdout, stderr } = await set.cli(['plan', ...args])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const names = args.some((arg) => arg.startsWith('folder'))
      ? ['folded']
      : args.some((arg) => /two|\*\.yaml|\?/.test(arg))
        ? ['one', 'two']
        : ['one']
    expect(planned(stdout)).toEqual(names.map((name) => `+ service/${name}`))
  })

  test.each(['validate', 'plan', 'drift', 'diff', 'status'])('%s FILE', async (verb) => {
    const set = await stage({ file, live: file })
    put(set, 'other.yaml', file)
    const { code, stderr } = await set.cli([verb, 'other.yaml'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('a folder is merged with what stands beside its file, also by a pattern', async () => {
    const set = await stage({ file })
    put(set, 'a/render.yaml', file)
    put(set, 'a/render-sync.yaml', 'x-render-sync:\n  workspace: Other\n')
    for (const args of [['a'], ['-f', 'a/*.yaml']]) {
      const { code, stderr } = await set.cli(['plan', ...args])
      expect(code).toBe(1)
      expect(stderr).toContain('workspace')
      expect(stderr).toContain('Other')
    }
  })

  test.each([
    ['a folder without a file', ['-f', 'empty'], 'empty is a folder, and has no render.yaml in it'],
    ['a pattern that fits nothing', ['-f', 'none/*.yaml'], 'no file matches none/*.yaml'],
    ['a name that is not there', ['more'], 'cannot read more: there is no such file'],
  ])('%s is told', async (_, args, said) => {
    const set = await stage({ file })
    mkdirSync(join(set.folder, 'empty'))
    const { code, stderr } = await set.cli(['plan', ...args])
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(said) })
  })
})

describe('-f -', () => {
  test('reads stdin', async () => {
    const set = await stage({ file })
    const { code, stdout } = await fed(set, ['plan', '-f', '-'], services(service('piped')))
    expect(code).toBe(0)
    expect(planned(stdout)).toEqual(['+ service/piped'])
  })

  test('names it where something is wrong', async () => {
    const set = await stage({ file })
    const { code, stdout } = await fed(set, ['validate', '-'], 'services:\n  - type: web\n    nam: x\n')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^stdin:3:5 error unknown-key: /m)
  })

  test('in another encoding is told', async () => {
    const set = await stage({ file })
    const bytes = Buffer.from('services: []  # \u00fc\n', 'latin1')
    expect((await fed(set, ['validate', '-'], bytes)).stdout).toContain('stdin:1: the file is not in UTF-8')
  })

  test('leaves nobody to be asked', async () => {
    const set = await stage({ file })
    const asked = await fed(set, ['apply', '-f', '-'], file)
    expect(asked).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining('Add --auto-approve.') })
    expect(set.emulator.requests()).toEqual([])
  })
})

describe('a name alone', () => {
  const project = `projects:
  - name: shop
    environments:
      - name: production
        services:${service('api').replaceAll('\n', '\n      ')}
      - name: staging
        services:${service('api-staging').replaceAll('\n', '\n      ')}
`
  const group = 'envVarGroups:\n  - name: web\n    envVars: []\n'

  test.each([
    ['--target', 'api', file, ['+ service/api']],
    ['--exclude', 'api', file, ['+ service/web']],
    ['-e', 'staging', project, ['+ service/api-staging', '+ project/shop', '+ environment/shop/staging']],
  ])('%s %s is the resource of that name', async (flag, name, text, expected) => {
    const { cli } = await stage({ file: text })
    const { code, stdout } = await cli(['plan', flag, name])
    expect(code).toBe(0)
    expect(planned(stdout).sort()).toEqual([...expected].sort())
  })

  test('that several have is an error, with their addresses', async () => {
    const { cli } = await stage({ file: file + group })
    const { code, stderr } = await cli(['plan', '--target', 'web'])
    expect(code).toBe(1)
    expect(stderr).toContain('web may mean service/web or group/web')
  })

  test('of an environment that two projects have is an error, with both', async () => {
    const { cli } = await stage({
      file:
        project +
        project.replace('projects:\n', '').replace('shop', 'other').replaceAll('name: api', 'name: other'),
    })
    const { code, stderr } = await cli(['plan', '-e', 'staging'])
    expect(code).toBe(1)
    expect(stderr).toContain('staging may mean environment/shop/staging or environment/other/staging')
  })

  test('that none has names the nearest', async () => {
    const { cli } = await stage({ file })
    const { code, stderr } = await cli(['plan', '--target', 'wev'])
    expect(code).toBe(1)
    expect(stderr).toContain('the file has nothing at wev')
    expect(stderr).toContain('Did you mean service/web?')
  })
})

describe('a verb of another tool', () => {
  test.each([
    ['diff', 'plan'],
    ['status', 'drift'],
  ])('%s is %s', async (spelled, verb) => {
    const { cli } = await stage({ file, live: services(service('api')) })
    const flags = verb === 'plan' ? ['--detailed-exitcode'] : []
    expect(await cli([spelled, ...flags])).toEqual(await cli([verb, ...flags]))
    expect((await run([verb, '--help'])).stdout).toContain(`${verb}|${spelled}`)
  })

  test.each([
    [['sync'], 'render-sync apply'],
    [['sync', '-f', 'render.yaml'], 'render-sync apply'],
    [['import', 'service/api', 'srv-1'], 'render-sync adopt'],
  ])('%j is told what does it, and nothing is done', async (args, said) => {
    const { cli, emulator } = await stage({ file })
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`there is no command ${args[0]}`)
    expect(stderr).toContain(said)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(emulator.requests()).toEqual([])
  })

  test('none of them is in the help', async () => {
    const { stdout } = await run(['--help'])
    expect(stdout).not.toMatch(/^ {2}(sync|import)\b/m)
  })
})

describe('--debug', () => {
  const stack = /^ {4}at /m

  test('prints no stack for what the user can put right', async () => {
    const { cli } = await stage({ file })
    const { code, stderr } = await cli(['plan', '--debug', '-f', 'no.yaml'])
    expect({ code, isStack: stack.test(stderr) }).toEqual({ code: 1, isStack: false })
    const refused = await cli(['plan', '--debug'], { RENDER_API_KEY: 'rnd_wrong' })
    expect(refused.stderr).toContain('401')
    expect(refused.stderr).not.toMatch(stack)
  })

  test('prints the stack of a defect', async () => {
    const [stdout, stderr] = [memory(), memory()]
    const streams = { stdout: stdout.stream, stderr: stderr.stream }
    const shell = { env: {}, ...streams, mask: createMask() } as unknown as Shell
    expect(await report(new TypeError('made to fail'), shell, { color: false, debug: true })).toBe(1)
    expect(stderr.text()).toMatch(stack)
    expect(stderr.text()).toContain('a defect of render-sync: made to fail')
  })
})
