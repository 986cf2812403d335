/** A terminal that is looked at: what is written to it is recorded with its time, and shown as an emulator of terminals shows it. */
import { Writable } from 'node:stream'
import xterm from '@xterm/headless'
import type { Clock } from '../../src/index.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

type Step = { readonly at: number } & ({ readonly text: string } | { readonly size: Size })

/** A terminal of a size, on a clock. */
export const terminal = (size: Size, clock: Clock) => {
  const steps: Step[] = []
  const stream = Object.assign(
    new Writable({
      decodeStrings: false,
      write: (text: string, _encoding, done) => {
        steps.push({ at: clock.now(), text })
        done()
      },
    }),
    { isTTY: true, ...size },
  )

  /** All lines by a time, those that have been scrolled away first; without the empty ones at the end. */
  const linesAt = async (
    time: number,
  ): Promise<{ readonly scrolled: string[]; readonly shown: string[] }> => {
    const screen = new xterm.Terminal({
      cols: size.columns,
      rows: size.rows,
      allowProposedApi: true,
      // As the line discipline of a terminal does it.
      convertEol: true,
      scrollback: 10_000,
    })
    let text = ''
    const flush = async () => {
      await new Promise<void>((done) => screen.write(text, done))
      text = ''
    }
    for (const step of steps.filter(({ at }) => at <= time)) {
      if ('text' in step) text += step.text
      else {
        await flush()
        screen.resize(step.size.columns, step.size.rows)
      }
    }
    await flush()
    const { active } = screen.buffer
    const lines = Array.from(
      { length: active.length },
      (_, index) => active.getLine(index)?.translateToString(true) ?? '',
    )
    screen.dispose()
    while (lines.at(-1) === '') lines.pop()
    return { scrolled: lines.slice(0, active.baseY), shown: lines.slice(active.baseY) }
  }

  return {
    stream,
    linesAt,
    /** All that was written, as it was. */
    text: () => steps.map((step) => ('text' in step ? step.text : '')).join(''),
    resize: (next: Size) => {
      steps.push({ at: clock.now(), size: next })
      Object.assign(stream, next)
      stream.emit('resize')
    },
  }
}
