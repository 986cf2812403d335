/** An apply that somebody watches: at a terminal, or through a pipe, on a clock that jumps. */
import { planView } from '../../../cli/render/index.ts'
import { createScreen, regionOf } from '../../../cli/shell/index.ts'
import { follow, listenAsJson, listenAsText } from '../../../cli/telling/index.ts'
import { openSession } from '../../../src/index.ts'
import { createMask } from '../../../src/mask/index.ts'
import { memory } from '../../support/cli.ts'
import { type Size, terminal } from '../../support/terminal.ts'
import { type Bench, type BenchSettings, bench } from '../../support/workspace.ts'

export interface Watched extends BenchSettings {
  /** How large the terminal is. Default: there is none. */
  readonly size?: Size
  readonly env?: Readonly<Record<string, string>>
  readonly json?: boolean
  /** What is live before. */
  readonly past?: (it: Bench) => Promise<unknown>
  /** Called after each event; `stop` is what Ctrl-C does. */
  readonly meanwhile?: (
    seen: { readonly text: string; readonly at: number; readonly stop: () => void },
    screen: Terminal | undefined,
  ) => void
}

type Terminal = ReturnType<typeof terminal>

/** Applies a file while somebody watches. */
export const watched = async (
  file: string,
  { size, env = {}, json, past, meanwhile, ...settings }: Watched = {},
) => {
  const it = bench(settings)
  await past?.(it)
  const { client, clock } = it
  const planned = await it.plan(file)
  const screenOf = size && terminal(size, clock)
  const [out, err] = [memory(), memory()]
  const stdout = screenOf?.stream ?? out.stream
  const stderr = screenOf?.stream ?? err.stream
  const around = { env: { NO_COLOR: '1', ...env }, stdout, stderr, mask: createMask() }
  const screen = createScreen({ ...around, region: regionOf(around) }, { color: true })
  const listener = json ? listenAsJson(screen) : listenAsText(screen, clock)
  const stop = new AbortController()
  const session = await openSession({ client, clock, signal: stop.signal })
  listener.onPlan(planView(planned.plan))
  const began = clock.now()
  const text = screenOf ? screenOf.text : err.text
  const events = async function* () {
    for await (const event of session.apply(planned)) {
      yield event
      meanwhile?.({ text: text(), at: event.at, stop: () => stop.abort(new Error('stop')) }, screenOf)
    }
  }
  await follow(events(), listener, clock)
  return { stdout: out.text(), stderr: err.text(), began, ended: clock.now(), screen: screenOf }
}

/** Times of day depend on where the test runs. */
export const timeless = (text: string): string => text.replace(/\b\d\d:\d\d:\d\d\b/g, 'hh:mm:ss')
