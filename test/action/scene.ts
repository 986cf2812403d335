/** A repository on GitHub, a checkout of it, and a workspace: where the Action is run as GitHub runs it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { run } from '../../action/run.ts'
import { type Setting, type Stage, stage } from '../cli/stage.ts'
import { keepSecret, tell } from '../support/told.ts'
import type { Happening } from './events.ts'
import { type Hub, startHub } from './hub.ts'

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

export const actionFile: ActionFile = parse(
  readFileSync(fileURLToPath(new URL('../../action.yml', import.meta.url)), 'utf8'),
)

export interface Acted {
  /** How the step ends: 0, or it fails. */
  readonly code: number
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export type Given = Readonly<Record<string, string>>

/** Runs the Action with what the runner has around it. Default: in this process. */
type Start = (env: Given) => Promise<Pick<Acted, 'code' | 'log'>>

export interface Scene extends Pick<Stage, 'emulator' | 'write' | 'folder' | 'cli'> {
  readonly hub: Hub
  /** Where the emulator is. */
  readonly host: string
  /** Runs the Action: what happened, and the inputs that are not as action.yml has them. */
  readonly act: (happening: Happening, inputs: Given, env?: Given, start?: Start) => Promise<Acted>
  /** The run that is under way. */
  run: number
}

const token = 'ghs_0123456789'

/** The inputs as the runner hands them over: each is there, with its default. */
const inputsOf = (given: Given): Given =>
  Object.fromEntries(
    Object.entries(actionFile.inputs).map(([name, { default: usual = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      given[name] ?? (usual.includes('github.token') ? token : usual),
    ]),
  )

/** What makes a folder a checkout: as much of a repository as git wants to see. */
const cloneIn = (folder: string): void => {
  for (const part of ['objects', 'refs']) mkdirSync(join(folder, '.git', part), { recursive: true })
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n')
  writeFileSync(
    join(folder, '.git/config'),
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/acme/app.git\n',
  )
}

export const scene = async (setting: Setting): Promise<Scene> => {
  const [on, hub] = await Promise.all([stage(setting), startHub()])
  cloneIn(on.folder)
  const it: Scene = {
    ...on,
    hub,
    host: on.env.RENDER_HOST ?? '',
    run: 100,
    act: (happening, inputs, env, start) =>
      acted(it, on, environmentOf(it, on, happening, inputs, env), start),
  }
  return it
}

/** What the runner has around a step. */
const environmentOf = (
  { hub, run: id }: Pick<Scene, 'hub' | 'run'>,
  { folder, env: workspace }: Pick<Stage, 'folder' | 'env'>,
  { name, sha, payload }: Happening,
  inputs: Given,
  more: Given = {},
): Given => {
  const temp = mkdtempSync(join(tmpdir(), 'runner-'))
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }))
  const at = (file: string, text = '') => {
    writeFileSync(join(temp, file), text)
    return join(temp, file)
  }
  mkdirSync(join(temp, 'temp'))
  keepSecret(token)
  const { RENDER_HOST = '', RENDER_API_KEY = '' } = workspace
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    RENDER_HOST,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: hub.url,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_RUN_ID: String(id),
    GITHUB_SHA: sha,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: at('event.json', JSON.stringify(payload)),
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    RUNNER_TEMP: join(temp, 'temp'),
    ...inputsOf({ 'api-key': RENDER_API_KEY, ...inputs }),
    ...more,
  }
}

const acted = async (
  it: Scene,
  { check }: Pick<Stage, 'check'>,
  env: Given,
  start: Start = inProcess,
): Promise<Acted> => {
  keepSecret(env['INPUT_API-KEY'])
  for (const line of env.INPUT_SECRETS?.split('\n') ?? []) keepSecret(line.split('=')[1])
  return resultOf(it, check, env, await start(env))
}

const inProcess: Start = async (env) => {
  const written: string[] = []
  const code = await run({
    env,
    stateFolder: async () => undefined,
    log: (text) => void written.push(text),
    onInterrupt: () => () => {},
    interrupt: () => {},
    exit: (code) => {
      throw new Error(`exit ${code}: nobody has interrupted it twice`)
    },
    retryMs: 0,
  })
  return { code, log: written.join('') }
}

/** What a run has left, which holds nothing hidden. A plan that is kept is uploaded. */
const resultOf = (
  { hub, run: id }: Pick<Scene, 'hub' | 'run'>,
  check: Stage['check'],
  env: Given,
  { code, log }: Pick<Acted, 'code' | 'log'>,
): Acted => {
  const read = (name: string) => readFileSync(env[name] ?? '', 'utf8')
  const summary = read('GITHUB_STEP_SUMMARY')
  const outputs = outputsIn(read('GITHUB_OUTPUT'))
  const { 'plan-file': file, 'plan-artifact': artifact = '' } = outputs
  if (file !== undefined) hub.keep(id, artifact, readFileSync(file, 'utf8'))
  const told = [
    log,
    summary,
    JSON.stringify(outputs),
    JSON.stringify(hub.comments),
    JSON.stringify(hub.issues),
  ]
  for (const text of told) {
    check(text)
    tell('the Action', text)
  }
  return { code, log, outputs, summary }
}

/** The last value of each name, as the runner reads them. */
const outputsIn = (text: string): Given =>
  Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [
      name,
      value,
    ]),
  )
