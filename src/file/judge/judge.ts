/** Asks the rules what the resources of a file mean. */
import { problem, type RuleCode } from '../../problem.ts'
import type { Entry } from '../form/index.ts'
import { lineOf, type ParsedFile, type Report } from '../text/index.ts'
import { type Resources, resourcesOf } from './resources.ts'
import type { Rule, Rules, Say, Subject } from './rule.ts'

/** What is judged. */
interface Case {
  readonly file: ParsedFile
  readonly all: readonly Entry[]
  /** Those that have the right form: only they can be asked what they mean. */
  readonly sound: readonly Entry[]
  readonly report: Report
}

export const judge = (rules: Rules, { file, all, sound, report }: Case): void => {
  const resources = resourcesOf(sound)
  const each = Object.entries(rules) as readonly [RuleCode, Rule][]
  const sayAs =
    (code: RuleCode): Say =>
    (path, message, { todo, ...about } = {}) =>
      report.on(file, path, problem(code, message, todo), about)
  for (const stage of ['straighten', 'check'] as const) {
    for (const [code, { [stage]: check }] of each) {
      if (check) for (const entry of sound) check(subjectOf(entry, resources, file, sayAs(code)))
    }
  }
  for (const [code, { whole }] of each) {
    whole?.({ resources, all, file, say: sayAs(code), lineOf: (path) => lineOf(file, path) })
  }
}

const subjectOf = (entry: Entry, resources: Resources, file: ParsedFile, say: Say): Subject => ({
  entry,
  mapping: entry.mapping,
  resources,
  file,
  say: (path, message, more) => say([...entry.path, ...path], message, { address: entry.address, ...more }),
  lineOf: (path) => lineOf(file, [...entry.path, ...path]),
})
