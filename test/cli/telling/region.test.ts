/** What stays in its place at the end of a terminal, while other things are printed. */
import { expect, test } from 'vitest'
import { outletOf, type Region, regionOf, type Shell, Stopped, stoppable } from '../../../cli/shell/index.ts'
import { virtualClock } from '../../../src/index.ts'
import { createMask } from '../../../src/mask/index.ts'
import { terminal } from '../../support/terminal.ts'

const begun = () => {
  const clock = virtualClock()
  const screen = terminal({ columns: 40, rows: 6 }, clock)
  const mask = createMask()
  const around = { env: {}, stdout: screen.stream, stderr: screen.stream, mask }
  const region = regionOf(around)
  if (!region) throw new Error('this is a terminal')
  const linesNow = async () => (await screen.linesAt(clock.now())).shown
  return { region, linesNow, screen, mask, shell: { ...around, region } }
}

const show = async (region: Region, ...lines: readonly string[]) => {
  region.show({ lines: () => lines, widthOf: ({ length }) => length })
  await new Promise(setImmediate)
}

test('a frame takes the place of the one before, and what is printed comes above it', async () => {
  const { region, linesNow, shell } = begun()
  await show(region, 'one', 'two', 'three')
  outletOf(shell).err('printed on stderr\n')
  await show(region, 'four')
  outletOf(shell).out('printed on stdout\n')
  expect(await linesNow()).toEqual(['printed on stderr', 'printed on stdout', 'four'])
  region.clear()
  expect(await linesNow()).toEqual(['printed on stderr', 'printed on stdout'])
})

test('only the last of several frames is drawn, and none after the end', async () => {
  const { region, linesNow, screen } = begun()
  region.show({ lines: () => ['early'], widthOf: () => 5 })
  await show(region, 'late')
  expect(screen.text()).not.toContain('early')
  region.show({ lines: () => ['too late'], widthOf: () => 8 })
  region.clear()
  await new Promise(setImmediate)
  expect(await linesNow()).toEqual([])
})

test('one that has not changed is not drawn again', async () => {
  const { region, screen } = begun()
  await show(region, 'the same')
  const before = screen.text()
  await show(region, 'the same')
  expect(screen.text()).toBe(before)
})

test('what is hidden is hidden there too', async () => {
  const { region, linesNow, mask } = begun()
  mask.learn('a-secret-of-somebody')
  await show(region, 'it is a-secret-of-somebody')
  expect((await linesNow()).join()).not.toContain('a-secret-of-somebody')
})

test('the second Ctrl-C leaves nothing behind', async () => {
  const { region, linesNow, shell } = begun()
  let interrupt = () => {}
  const left = new Stopped('left', 130)
  const around = {
    ...shell,
    onInterrupt: (listener: () => void) => {
      interrupt = listener
      return () => {}
    },
    exit: () => {
      throw left
    },
  }
  const run = stoppable(around as unknown as Shell, {}, async () => {
    await show(region, 'a row')
    interrupt()
    interrupt()
  })
  await expect(run).rejects.toBe(left)
  expect((await linesNow()).join(' ')).toMatch(/^Stopping: [^\n]*\)$/)
})
