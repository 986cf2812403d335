/** The outputs of the step, as the runner's file wants them. */

/** All of them, by the names of action.yml. */
export interface Outputs {
  readonly changes: boolean
  readonly 'to-add': number
  readonly 'to-change': number
  readonly 'to-destroy': number
  readonly 'exit-code': number
  readonly 'plan-file': string
  readonly 'plan-artifact': string
  readonly 'plan-digest': string
  /** US dollars a month. */
  readonly 'cost-delta': string
}

/** What is appended to GITHUB_OUTPUT. `delimiter`: one that nobody can guess, so that no value can end itself and begin another. */
export const outputText = (outputs: Partial<Outputs>, delimiter: string): string =>
  Object.entries(outputs)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join('')
