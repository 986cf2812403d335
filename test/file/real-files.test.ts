/** Files from public repositories: what the loader makes of each. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/file/load.ts'
import { hasShared, realFiles, sharedText, withoutShared } from '../support/shared.ts'
import { problemsOf } from './said.ts'

const read = (file: string) => sharedText(`blueprints/${file}`)
const errorsOf = (file: string) => problemsOf(read(file)).filter(({ severity }) => severity === 'error')

describe.skipIf(!hasShared)(`real files that converge load${withoutShared}`, () => {
  test.each(realFiles('converges'))('$file', ({ file }) => {
    const { desired } = load([{ name: file, text: read(file) }], { repo: 'https://github.com/acme/app' })
    expect(desired.resources.size).toBeGreaterThan(0)
  })
})

/** What a reason is about: the key or value it names; broken YAML is about no key. */
const subjectsOf = (reason: string): readonly string[] =>
  reason
    .split(';')
    .flatMap(
      (part) => /['"]([^'"]+)['"]|of (\w+) \(|runtime (\w+) does/.exec(part)?.slice(1).find(Boolean) ?? [],
    )

describe.skipIf(!hasShared)(`real files that are rejected are so for their reason${withoutShared}`, () => {
  test.each(realFiles('rejected'))('$file: $reason', ({ file, reason = '' }) => {
    const errors = errorsOf(file)
    const lines = read(file).split('\n')
    expect(errors.length).toBeGreaterThan(0)
    for (const { at, excerpt } of errors) {
      // A line that may hold the value of a variable has no excerpt.
      expect(lines[(at?.line ?? 0) - 1]).toContain(
        excerpt?.split('\n')[0]?.trim().replace(/^…|…$/g, '') ?? '',
      )
    }
    if (reason.startsWith('not YAML')) {
      expect(errors.some(({ code }) => code === 'yaml-syntax' || code === 'duplicate-key')).toBe(true)
    } else {
      const about = subjectsOf(reason).filter((subject) =>
        errors.some(({ message }) => message.includes(`"${subject}"`)),
      )
      expect(about.length).toBeGreaterThan(0)
    }
  })
})

/** What a user would want, for each file that could be read either way. */
const decisions: Readonly<Record<string, string>> = {
  // The own subdomain is left out of the domains, with a warning.
  'ApacheEcho__RouteForceRouting.yaml': 'loads',
  // References to what is not in the file are left to the plan, which sees the workspace.
  'brob__fusionauth-render-blueprint__h1.yaml': 'loads',
  'DOCS__render-blueprint-spec-example.yaml': 'loads',
  'Ho1yShif__AutoGPT.yaml': 'loads',
  'render-examples__strapi-postgres-cloudinary__h1.yaml': 'loads',
  'render-examples__voice-agent-workflow.yaml': 'loads',
  // A legacy plan, which what is live keeps.
  'johnbeynonorg__render-rails-canary__h1.yaml': 'loads',
  // A plan of another kind: an error rather than another price.
  'tramlinehq__tramline__h1.yaml': 'wrong-value',
  // Render would refuse it in the middle of an apply, so it is refused before.
  'librefang__librefang__h1.yaml': 'free-plan-with-disk',
  'Thabonel__wheels-wins-landing-page.yaml': 'free-plan-type',
  'tramlinehq__tramline__h3.yaml': 'free-plan-type',
  // The documentation says it needs a paid plan, the schema does not: a warning.
  'we-promise__sure__h2.yaml': 'loads',
}

describe.skipIf(!hasShared)(`real files that could be read either way${withoutShared}`, () => {
  test.each(realFiles('unsettled'))('$file: $reason', ({ file }) => {
    const codes = [...new Set(errorsOf(file).map(({ code }) => code))]
    expect(codes.join() || 'loads').toBe(decisions[file])
  })
})
