/** The page of the GitHub Action: its inputs and outputs are what action.yml has. */
import { actionFile } from '../action/scene.ts'
import { code, filled, table } from './page.ts'

const usual = (text: string | undefined): string =>
  text === undefined ? 'required' : text === '' ? '' : code(text)

export const actionPage = (): string =>
  filled('docs/github-action.md', {
    inputs: () =>
      table(
        ['Input', 'Meaning', 'Default'],
        Object.entries(actionFile.inputs).map(([name, { description, default: given }]) => [
          code(name),
          description,
          usual(given),
        ]),
      ),
    outputs: () =>
      table(
        ['Output', 'Meaning'],
        Object.entries(actionFile.outputs).map(([name, { description }]) => [code(name), description]),
      ),
  })
