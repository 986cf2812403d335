/** What is printed as it is, whatever is hidden: names, and the words of the language. */
import { type AnyFields, type Desired, kinds, knownNames, type Live } from '../../src/index.ts'
import type { Shell } from '../shell/index.ts'

/** What the workspace and the file call things. */
export const openNames = ({ mask }: Pick<Shell, 'mask'>, known: Live, desired?: Desired): void =>
  mask.open(() => [...knownNames(known), ...(desired?.resources.keys() ?? [])])

/** The names of kinds and fields, and the words that fields may have. */
export const openLanguage = ({ mask }: Pick<Shell, 'mask'>): void =>
  mask.open(() =>
    Object.values(kinds).flatMap(({ name, title, fields, aspects }) => [
      name,
      title,
      ...[fields, ...Object.values(aspects).map((aspect) => aspect.fields)].flatMap((rows: AnyFields) =>
        Object.entries(rows).flatMap(([row, { codec }]) => [row, ...(codec.schema.enum ?? []).map(String)]),
      ),
    ]),
  )
