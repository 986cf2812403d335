/** What the emulator has, and what has driven it: made of its coverage and of what a run of its tests has seen. */
import { coverage } from '../../src/emulator/index.ts'
import { described } from '../facts/operations.ts'
import { driven } from '../support/driven.ts'

const intro = `# The emulator's operations

Each operation of Render's API, with where what the emulator does comes from (see \`coverage\` in [emulator.md](emulator.md)), the
files of \`test/emulator\` in which it was driven to what it does, and the public clients whose calls, as their sources show
them, were among these. Besides, \`operations.test.ts\` sends each of them a right and a wrong request and judges both answers by
the facts; where nothing else in that folder drives an operation, it is named. The tests of the engine drive what the engine uses.

This page is made by \`npm run generate\` from what a run of the tests has seen (\`test/emulator/driven.tsv\`). A whole run in which
a test or a client drives less than is said here fails.

**recorded**: there are recorded answers of the real API, and they are replayed. **documented**: Render's API document says it, or a
client that Render made of one. **assumed**: these give the form of the answer and not what is in it.
`

/** The one that drives all of them, and so is named only where no other does. */
const everyOperation = 'operations'

const nameOf = (method: string, path: string) =>
  described(method, path.replace(/\{\w+\}/g, 'x'))?.name ?? `${method} ${path}`

export const operationsPage = (): string => {
  const known = driven()
  const rows = coverage
    .map(({ method, path, mark }) => ({ name: nameOf(method, path), mark }))
    .sort((a, b) => (a.name.slice(a.name.indexOf('/')) < b.name.slice(b.name.indexOf('/')) ? -1 : 1))
    .map(({ name, mark }) => {
      const { tests = [], clients = [] } = known.get(name) ?? {}
      const others = tests.filter((test) => test !== everyOperation)
      const named = others.length > 0 ? others : tests
      return `| \`${name}\` | ${mark} | ${named.join(', ')} | ${clients.join(', ')} |`
    })
  const count = `${rows.length} operations.`
  return `${intro}\n${count}\n\n| operation | mark | tests | clients |\n|---|---|---|---|\n${rows.join('\n')}\n`
}
