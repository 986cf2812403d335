/** The variables of a service, with where each comes from. Never with its value. */
import { byRender, isHazard, type SeenVariable, type Unobserved, type Workspace } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { addressText, code, type Table, tableMarkdown, tableText } from '../../words/index.ts'
import { unobservedMarkdown, unobservedText } from './unobserved.ts'

interface Found {
  readonly workspace: Workspace
  /** Its address. */
  readonly service: string
  readonly variables: readonly SeenVariable[]
  readonly unobserved: readonly Unobserved[]
}

export const envText = (found: Found, { paint, width }: Pick<Screen, 'paint' | 'width'>): string =>
  [tableText(tableOf(found), paint), ...unobservedText(found, { width })].join('\n\n')

export const envMarkdown = (found: Found): string =>
  [
    `## Variables of ${code(addressText(found.service))}`,
    tableMarkdown(tableOf(found)),
    ...unobservedMarkdown(found),
  ].join('\n\n')

export const envDocument = ({ workspace, service, variables, unobserved }: Found) => ({
  workspace,
  unobserved,
  service,
  variables: variables.map((variable) => ({ ...variable, hazard: isHazard(variable, service) })),
})

const tableOf = ({ service, variables }: Found): Table => ({
  head: ['KEY', 'FROM', 'NOTE'],
  rows: variables.map((variable) => [
    variable.key,
    variable.from === byRender ? 'Render' : addressText(variable.from),
    noteOn(variable, service),
  ]),
})

const noteOn = (variable: SeenVariable, service: string): string => {
  const { from, masks, equal } = variable
  const other = masks.filter((group) => !equal.includes(group))
  if (isHazard(variable, service)) {
    return `${[from, ...other].map(addressText).join(' and ')} disagree: ${addressText(from)} wins today`
  }
  return [
    ...(other.length > 0 ? [`masks ${other.map(addressText).join(', ')}`] : []),
    ...(equal.length > 0 ? [`equal to ${equal.map(addressText).join(', ')}`] : []),
  ].join('; ')
}
