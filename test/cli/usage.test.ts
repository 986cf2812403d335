import { execFileSync, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { main, run } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

describe('usage errors exit with 1 and name what is near', () => {
  test.each([
    [['pln'], 'Did you mean plan?'],
    [['plan', '--jsn'], 'Did you mean --json?'],
    [['apply', '--auto-aprove'], 'Did you mean --auto-approve?'],
    [['plan', '--format', 'xml'], 'Allowed choices are text, json, markdown, html, sarif, junit.'],
    [['plan', '--parallelism', '0'], 'a whole number from 1'],
    [['apply', '--max-duration', '20'], 'a duration such as 90s, 20m or 1h30m'],
    [['emulate', '--port', '70000'], 'a port from 0 to 65535'],
    [['emulate', '--clock-rate', '-1'], 'a number above 0'],
    [['env', 'api', 'more'], 'too many arguments'],
    [['completion', 'powershell'], 'Allowed choices are bash, zsh, fish.'],
    [['completion'], "missing required argument 'shell'"],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(said)
  })
})

test.each(['validate', 'plan', 'apply', 'drift', 'env', 'audit', 'emulate', 'completion'])(
  '%s --help has examples',
  async (verb) => {
    const { code, stdout } = await run([verb, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`Examples:\n(.*\n)*.*render-sync ${verb}`))
  },
)

test('a reader that has seen enough is no error', async () => {
  const { folder, env } = await stage({ file: services(service('api')) })
  const script = `"${process.execPath}" "${main}" plan | head -1; echo "\${PIPESTATUS[0]}"`
  const child = spawn('bash', ['--norc', '-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect(stdout).toMatch(/^Workspace: Acme .*\n0\n$/)
  expect(stderr).toBe('')
})

describe('completion', () => {
  const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { stdout: script } = await run(['completion', 'bash'])
    const typed = words.map((word) => `'${word}'`).join(' ')
    const ask = `${script}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _render_sync; echo "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', ask], { encoding: 'utf8' }).trim().split(' ')
  }

  test('bash completes commands, flags and choices', async () => {
    expect(await complete('render-sync', 'dr')).toEqual(['drift'])
    expect(await complete('render-sync', 'apply', '--auto')).toEqual(['--auto-approve'])
    expect(await complete('render-sync', 'plan', '--format', '')).toEqual([
      'text',
      'json',
      'markdown',
      'html',
      'sarif',
      'junit',
    ])
    expect(await complete('render-sync', 'plan', 'package.js')).toEqual(['package.json'])
    expect(await complete('render-sync', 'call', 'deploys.c')).toEqual(['deploys.create', 'deploys.cancel'])
    expect(await complete('render-sync', 'call', 'deploys.create', '--mo')).toEqual([
      '--mode',
      '--mount-path',
    ])
    expect(await complete('render-sync', 'call', 'deploys.create', '--mode', 'd')).toEqual(['deploy_only'])
  })

  test.each(['bash', 'zsh', 'fish'] as const)(
    'the script for %s knows every command and flag',
    async (shell) => {
      const { stdout } = await run(['completion', shell])
      const words = [
        'validate',
        'plan',
        'apply',
        'drift',
        'env',
        'audit',
        'emulate',
        'completion',
        'secrets-env',
        'clock-rate',
      ]
      for (const word of words) expect(stdout).toContain(word)
    },
  )
})
