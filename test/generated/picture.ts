/** README's picture: a plan as a terminal shows it, as SVG, in light and in dark. */
import colors from 'picocolors'
import { planText, planView, workspaceText } from '../../cli/render/index.ts'
import { bench } from '../support/workspace.ts'

const live = `
services:
  - type: web
    name: api
    runtime: node
    plan: starter
    region: oregon
    buildCommand: npm ci
    startCommand: node server.js
    envVars:
      - { key: LOG_LEVEL, value: info }
`

const file = `
databases:
  - { name: main, plan: basic-1gb, diskSizeGB: 15 }
services:
  - type: web
    name: api
    runtime: node
    plan: standard
    region: oregon
    buildCommand: npm ci
    startCommand: node server.js
    healthCheckPath: /healthz
    envVars:
      - { key: LOG_LEVEL, value: debug }
      - { key: DATABASE_URL, fromDatabase: { name: main, property: connectionString } }
      - { key: STRIPE_SECRET_KEY, sync: false }
`

const day = 86_400_000

/** What a terminal of 100 columns shows, with its colours. */
const shown = async (): Promise<string> => {
  const it = bench({ ownerName: 'Acme', ownerId: 'tea-d1a2b3c4d5e6f7g8h9i0' })
  await it.apply(live)
  await it.clock.sleep(day)
  const secrets = new Map([['api/STRIPE_SECRET_KEY', 'hidden']])
  const { plan } = await it.plan(file, { secrets })
  const paint = colors.createColors(true)
  const screen = { paint, paintErr: paint, width: 100, quiet: false }
  return `${workspaceText(plan.workspace, paint)}\n\n${planText(planView(plan), screen as never)}`
}

interface Theme {
  readonly ground: string
  readonly edge: string
  readonly ink: string
  readonly faint: string
  /** By the numbers of the terminal's colours. */
  readonly colours: Readonly<Record<string, string>>
}

export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    ground: '#ffffff',
    edge: '#d0d7de',
    ink: '#1f2328',
    faint: '#656d76',
    colours: { 31: '#cf222e', 32: '#1a7f37', 33: '#9a6700', 34: '#0969da', 35: '#8250df', 36: '#0a7285' },
  },
  dark: {
    ground: '#0d1117',
    edge: '#30363d',
    ink: '#e6edf3',
    faint: '#8d96a0',
    colours: { 31: '#ff7b72', 32: '#3fb950', 33: '#d29922', 34: '#58a6ff', 35: '#bc8cff', 36: '#39c5cf' },
  },
}

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

const sequences = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`)

interface Style {
  readonly bold: boolean
  readonly dim: boolean
  readonly colour: string
}

const plainStyle: Style = { bold: false, dim: false, colour: '' }

/** What each number of a sequence changes. */
const changes: Readonly<Record<string, Partial<Style>>> = {
  '0': plainStyle,
  '1': { bold: true },
  '2': { dim: true },
  '22': { bold: false, dim: false },
  '39': { colour: '' },
}

const styled = (style: Style, codes: string, { colours }: Theme): Style =>
  Object.assign(
    { ...style },
    ...codes.split(';').map((code) => changes[code] ?? { colour: colours[code] ?? '' }),
  )

const pieceOf = (text: string, { bold, dim, colour }: Style, { faint }: Theme): string => {
  const fill = colour === '' && dim ? faint : colour
  const how = `${fill === '' ? '' : ` fill="${fill}"`}${bold ? ' font-weight="600"' : ''}`
  return how === '' || text === '' ? escaped(text) : `<tspan${how}>${escaped(text)}</tspan>`
}

/** One line as SVG: its pieces, each as it is painted. Sequences stand between them. */
const lineOf = (line: string, theme: Theme): string => {
  let style = plainStyle
  return line
    .split(sequences)
    .map((part, at) => {
      if (at % 2 === 0) return pieceOf(part, style, theme)
      style = styled(style, part, theme)
      return ''
    })
    .join('')
}

const size = { letter: 7.83, line: 19, edge: 20, top: 46 }

export const picture = async (theme: Theme): Promise<string> => {
  const text = `$ render-sync plan --secrets secrets.env\n${await shown()}`
  const lines = text.trimEnd().split('\n')
  const plain = lines.map((line) => line.replace(new RegExp(sequences, 'g'), ''))
  const width = Math.ceil(Math.max(...plain.map(({ length }) => length)) * size.letter + 2 * size.edge)
  const height = size.top + lines.length * size.line + size.edge - 6
  const rows = lines.map((line, at) => {
    const inner = lineOf(line, theme)
    return inner === '' ? '' : `<text x="${size.edge}" y="${size.top + at * size.line}">${inner}</text>`
  })
  const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, at) => `<circle cx="${size.edge + 6 + at * 18}" cy="19" r="5.5" fill="${fill}"/>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="The output of render-sync plan">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.ground}" stroke="${theme.edge}"/>`,
    ...lights,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="13" fill="${theme.ink}" xml:space="preserve">`,
    ...rows.filter((row) => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}
