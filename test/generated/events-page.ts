/** The page of the events, made from their schema. */
import { eventDefinitions, type Schema } from '../../cli/telling/schema.ts'

const intro = `# Events of \`apply --json\`

\`apply --json\` and \`destroy --json\` print one JSON object a line, of these types. [events.schema.json](../schemas/events.schema.json)
describes each under \`$defs\`, by its type. This page is made from that schema; regenerate it with \`npm run generate\`.

Names follow Terraform's where it has them. In order: \`version\`, \`workspace\`, \`planned_change\` for each resource, \`unobserved\` for
each area that the key may not see, \`diagnostic\` for each problem, and \`change_summary\` with the operation \`plan\`. Then what happens,
as it happens; and \`change_summary\` with the operation \`apply\`. Where there is nothing to do, or the plan refuses, the first of the two
is the last line; where the command fails before it has a plan, a \`diagnostic\` is. The exit code tells which it was.

More types and properties may come while the first number of \`format_version\` stays: leave alone what you do not know. Times are
ISO 8601 in UTC.
`

const wordsOf = ({ description = '', ...schema }: Schema): string => {
  const values = schema.const === undefined ? (schema.enum as readonly string[] | undefined) : [schema.const]
  return [description, ...(values ? [values.map((value) => `\`${value}\``).join(', ')] : [])]
    .filter((part) => part !== '')
    .join(' ')
}

/** A property, and those in it. */
const rowsOf = (name: string, schema: Schema, always: boolean): readonly string[] => {
  const inner = (schema.items ?? schema) as Schema
  return [
    `| \`${name}\` | ${always ? 'always' : ''} | ${wordsOf(schema)} |`,
    ...Object.entries(inner.properties ?? {}).flatMap(([child, property]) =>
      rowsOf(
        `${name}${schema.items ? '[]' : ''}.${child}`,
        property,
        inner.required?.includes(child) === true,
      ),
    ),
  ]
}

const tableOf = ({ description, properties = {}, required = [] }: Schema): string => {
  const rows = Object.entries(properties).filter(([name]) => name !== 'type')
  return [
    `${description}\n`,
    '| Property | | |\n|---|---|---|',
    ...rows.flatMap(([name, schema]) => rowsOf(name, schema, required.includes(name))),
  ].join('\n')
}

export const eventsPage = (): string =>
  [
    intro,
    ...Object.entries(eventDefinitions).map(([type, schema]) => {
      const forms = (schema.anyOf ?? [schema]) as readonly Schema[]
      return `## ${type}\n\n${forms.map(tableOf).join('\n\n')}\n`
    }),
  ].join('\n')
