/** Findings as a JUnit report: one test for each, which fails where somebody has to do something. */
import { addressText } from '../../words/index.ts'
import type { Finding, Findings } from './findings.ts'
import { element, escaped } from './xml.ts'

export const junitText = ({ of, headline, facts, counts, digest, commit, list }: Findings): string => {
  const cases = list.length > 0 ? list.map((finding) => caseOf(of, finding)) : [passed(of, headline)]
  const totals = {
    tests: cases.length,
    failures: list.filter(({ fails }) => fails).length,
    errors: 0,
    skipped: list.filter(isSkipped).length,
  }
  const properties = Object.entries({
    headline,
    ...counts,
    ...(digest !== undefined && { plan_digest: digest }),
    ...(commit !== undefined && { commit }),
  }).map(([name, value]) => element('property', { name, value }))
  const suite = element('testsuite', { name: `render-sync ${of}`, ...totals, time: 0 }, [
    element('properties', {}, properties),
    ...cases,
    ...(facts.length > 0 ? [element('system-out', {}, [escaped(facts.join('\n'))])] : []),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'render-sync', ...totals, time: 0 }, [suite])}`
}

/** Nobody knows how what was not observed is. */
const isSkipped = ({ rule }: Finding): boolean => rule === 'not-observed'

const passed = (of: string, headline: string): string =>
  element('testcase', { classname: `render-sync.${of}`, name: headline, time: 0 })

const caseOf = (of: string, finding: Finding): string => {
  const { rule, message, at, address, fails } = finding
  const place = address === undefined ? (at ? `${at.file}:${at.line}` : of) : addressText(address)
  const attributes = {
    classname: `render-sync.${of}.${rule}`,
    name: `${place}: ${message}`,
    ...(at && { file: at.file, line: at.line }),
    time: 0,
  }
  if (fails) return element('testcase', attributes, [element('failure', { type: rule, message })])
  if (isSkipped(finding)) return element('testcase', attributes, [element('skipped', { message })])
  return element('testcase', attributes)
}
