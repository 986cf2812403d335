/** Findings as SARIF 2.1.0, which code scanning reads. https://docs.oasis-open.org/sarif/sarif/v2.1.0 */
import { version } from '../../shell/index.ts'
import { harmless } from '../../words/index.ts'
import type { Finding, Findings } from './findings.ts'

const home = 'https://www.npmjs.com/package/render-sync'

export const sarifDocument = ({ of, headline, facts, counts, digest, commit, list }: Findings) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0' as const,
  runs: [
    {
      tool: { driver: { name: 'render-sync', version, informationUri: home, rules: rulesOf(list) } },
      automationDetails: { id: `render-sync/${of}/` },
      columnKind: 'utf16CodeUnits' as const,
      results: list.map(resultOf),
      properties: {
        headline,
        facts,
        counts,
        ...(digest !== undefined && { plan_digest: digest }),
        ...(commit !== undefined && { commit }),
      },
    },
  ],
})

const rulesOf = (list: readonly Finding[]) => [...new Set(list.map(({ rule }) => rule))].map((id) => ({ id }))

const resultOf = ({ rule, level, message, address, at }: Finding) => ({
  ruleId: rule,
  level,
  message: { text: harmless(message) },
  ...((at || address !== undefined) && { locations: [locationOf({ at, address })] }),
})

const locationOf = ({ at, address }: Pick<Finding, 'at' | 'address'>) => ({
  ...(at && {
    physicalLocation: {
      artifactLocation: { uri: uriOf(at.file) },
      region: { startLine: at.line, startColumn: at.column },
    },
  }),
  ...(address !== undefined && { logicalLocations: [{ fullyQualifiedName: address, kind: 'resource' }] }),
})

/** A name of a file as a relative reference: what looks like a scheme is none. */
const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/')
