/** Counts what was judged in a run of the tests, and fails a whole run in which it was too little to mean anything. */
import type { Reporter, TestModule, Vitest } from 'vitest/node'
import { checkDriven, type Seen } from './driven.ts'

export interface Judged {
  readonly answers: number
  readonly requests: number
}

declare module 'vitest' {
  interface TaskMeta {
    judged?: Judged
    driven?: readonly string[]
  }
}

/** By project, in a clone that has nothing beside it. Fewer than these: something has stopped to look. */
const least: Readonly<Record<string, Judged>> = {
  fast: { answers: 30_000, requests: 20_000 },
  long: { answers: 12_000, requests: 12_000 },
}

const judgedIn = (modules: readonly TestModule[]): Judged => {
  const tests = modules.flatMap(({ children }) => [...children.allTests()])
  const sum = (what: keyof Judged) =>
    tests.reduce((total, test) => total + (test.meta().judged?.[what] ?? 0), 0)
  return { answers: sum('answers'), requests: sum('requests') }
}

const seenIn = (modules: readonly TestModule[]): readonly Seen[] =>
  modules.flatMap(({ moduleId, children }) =>
    [...children.allTests()].map((test) => ({ path: moduleId, driven: test.meta().driven ?? [] })),
  )

export class TrafficReporter implements Reporter {
  #vitest: Vitest | undefined

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const vitest = this.#vitest
    if (!vitest) return
    if (!vitest.config.testNamePattern) this.#checkDriven(vitest, modules)
    const whole =
      !vitest.config.testNamePattern && modules.length === (await vitest.globTestSpecifications()).length
    for (const name of new Set(modules.map(({ project }) => project.name))) {
      const { answers, requests } = judgedIn(modules.filter(({ project }) => project.name === name))
      vitest.logger.log(`${name}: ${answers} answers and ${requests} requests judged by the facts of the API`)
      const floor = least[name]
      if (!whole || !floor || (answers >= floor.answers && requests >= floor.requests)) continue
      vitest.logger.error(`that is too little: ${floor.answers} and ${floor.requests} are expected at least`)
      process.exitCode = 1
    }
  }

  #checkDriven(vitest: Vitest, modules: readonly TestModule[]): void {
    const update = vitest.config.snapshotOptions.updateSnapshot === 'all'
    const missing = checkDriven(seenIn(modules), update)
    if (missing.length === 0) return
    vitest.logger.error(
      `test/emulator/driven.tsv says what no test has done; npm run generate makes it anew:\n${missing.join('\n')}`,
    )
    process.exitCode = 1
  }
}
