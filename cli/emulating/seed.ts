/** A workspace made from a file, as if the file had been applied a day ago. */
import { createEmulator, type EmulatorOptions, type State } from '../../src/emulator/index.ts'
import {
  createClient,
  type Desired,
  isRefused,
  loadWish,
  openSession,
  ProblemsError,
  readable,
  type Secrets,
  virtualClock,
} from '../../src/index.ts'
import { fail, findFiles, readText, repositoryOf } from '../input/index.ts'
import type { Shell } from '../shell/index.ts'

const megabytes = 5
const day = 24 * 60 * 60 * 1000

/** Applies the file to an emulator that is there for nothing else, on a clock that jumps. */
export const seededFrom = async (seed: string, options: EmulatorOptions, shell: Shell): Promise<State> => {
  const names = findFiles(shell, [seed])
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readText(shell, name, megabytes) })),
  )
  const loaded = loadWish(files, { repo: await repositoryOf(shell, names[0]) })
  const { workspace } = loaded.desired
  const clock = virtualClock(Date.now() - day)
  const emulator = createEmulator({
    ...options,
    ...(workspace !== undefined &&
      (workspace.startsWith('tea-') ? { ownerId: workspace } : { ownerName: workspace })),
    clock,
    limits: 'off',
    clockRate: 1,
  })
  const client = createClient({
    host: 'http://127.0.0.1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: (url, init) => emulator.fetch(new Request(url, init)),
  })
  const session = await openSession({ client, clock, wanted: emulator.ownerId })
  const planned = await session.plan(loaded, secretsOf(loaded.desired))
  if (isRefused(planned.plan)) throw new ProblemsError(planned.plan.problems)
  for await (const event of session.apply(planned)) {
    if (event.type === 'apply_errored') throw new ProblemsError([event.problem])
    if (event.type === 'apply_skipped')
      fail('bad-usage', `--seed: ${readable(event.address)} could not be made`)
  }
  return emulator.state()
}

/** Something for each secret: the file has none, and no plan asks for one that is live. */
const secretsOf = ({ resources }: Desired): Secrets => {
  const secrets = new Map<string, string>()
  for (const { parts } of resources.values()) {
    for (const item of Object.values(parts).flat()) {
      for (const value of Object.values(item.values))
        if (isSecret(value)) secrets.set(value.address, 'a secret')
    }
  }
  return secrets
}

const isSecret = (value: unknown): value is { readonly address: string } =>
  typeof value === 'object' && value !== null && 'from' in value && value.from === 'secret'
