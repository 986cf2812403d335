/** The quick start, from git init to the first plan in a pull request comment: its own blocks are what is run, one after the other. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { pull, pullRequest } from '../action/events.ts'
import { type Given, scene } from '../action/scene.ts'
import { main, service, services } from '../cli/stage.ts'
import { blocksOf, commandIn } from '../docs/blocks.ts'
import { runBash } from '../support/cli.ts'

const page = 'docs/quick-start.md'

/** The one line that is everybody's own. */
const own = 'export RENDER_API_KEY=rnd_…'

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: Given }[] }>
  >
}

/** What the workflow gives to the Action, with the key of the repository's secrets. */
const inputsOf = (text: string, key: string): Given => {
  const { jobs } = parse(text) as Workflow
  const step = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find(({ uses }) => uses?.startsWith('render-sync/'))
  return { ...step?.with, 'api-key': key }
}

test('every step works as it is written, and ends with the plan as a comment', async () => {
  const live = services(service('api', 'envVars:\n  - { key: TOKEN, sync: false }')).replace(
    'starter',
    'standard',
  )
  const it = await scene({ file: '', live, secrets: { 'api/TOKEN': 'hidden-token' } })
  const env = {
    RENDER_HOST: it.host,
    RENDER_API_KEY: it.emulator.apiKey,
    HOME: it.folder,
    PATH: `${join(it.folder, 'bin')}:${process.env.PATH ?? ''}`,
    GIT_AUTHOR_NAME: 'A tester',
    GIT_AUTHOR_EMAIL: 'tester@example.com',
    GIT_COMMITTER_NAME: 'A tester',
    GIT_COMMITTER_EMAIL: 'tester@example.com',
  }
  mkdirSync(join(it.folder, 'bin'))
  writeFileSync(
    join(it.folder, 'bin/render-sync'),
    `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`,
    { mode: 0o755 },
  )
  mkdirSync(join(it.folder, 'begin'))

  const blocks = blocksOf(page).map(({ lines }) => lines.map(commandIn).filter((line) => line !== own))
  expect(blocks.flat().length).toBeGreaterThan(6)
  let folder = join(it.folder, 'begin')
  const said: string[] = []
  for (const lines of blocks)
    for (const line of lines) {
      const { code, stdout, stderr } = await runBash(`${line} && pwd > ${it.folder}/where`, env, folder)
      expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
      folder = readFileSync(join(it.folder, 'where'), 'utf8').trim()
      said.push(stdout)
    }
  expect(said.join('')).toContain('plan: standard → pro')

  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env }).trim()
  expect(git('status', '--porcelain')).toBe('')
  expect(git('log', '--format=%s')).toBe('More memory for the API\nWhat the workspace has')
  const head = git('rev-parse', 'HEAD')

  const workflow = readFileSync(join(folder, '.github/workflows/render-plan.yml'), 'utf8')
  expect(Object.keys((parse(workflow) as Workflow).on)).toContain('pull_request')
  it.hub.pulls.set(pull, { head })
  const acted = await it.act(pullRequest({ head }), inputsOf(workflow, it.emulator.apiKey), {
    GITHUB_WORKSPACE: folder,
  })
  expect(acted).toMatchObject({ code: 0, outputs: { 'to-change': '1', 'to-add': '0', 'to-destroy': '0' } })
  expect(it.hub.comments).toHaveLength(1)
  expect(it.hub.comments[0]?.body).toContain('## Plan: 0 to add, 1 to change, 0 to destroy')
  expect(it.hub.comments[0]?.body).toMatch(/^- plan: standard$/m)
  expect(it.hub.comments[0]?.body).toMatch(/^\+ plan: pro$/m)
})
