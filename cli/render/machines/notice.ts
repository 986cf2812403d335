/** What drift tells a chat: JSON that Slack takes as it is, and others read the text of. Counts and addresses, never a value. */
import { addressText, inOneLine } from '../../words/index.ts'
import { type DriftView, observed } from '../view/index.ts'

/** https://docs.slack.dev/messaging/formatting-message-text: these three are spelled so, and nothing in between is a command. */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)

const mostAddresses = 20

const countsOf = ({ drifted, undeclared, declared, unobserved }: DriftView): string =>
  [
    ...(drifted.length > 0 ? [`${drifted.length} of ${declared} resources differ`] : []),
    ...(undeclared.length > 0 ? [`${undeclared.length} in no file`] : []),
    ...(unobserved.length > 0 ? [`${unobserved.length} not observed`] : []),
  ].join(', ')

/** In code, where no name is a link, a mention or an emphasis. */
const bullet = (address: string, what: string): string =>
  `• \`${escaped(addressText(address)).replaceAll('`', 'ˋ')}\` ${what}`

const bulletsOf = ({ drifted, undeclared }: DriftView): readonly string[] => [
  ...drifted.map(({ address, action }) => bullet(address, action === 'create' ? 'is missing' : 'differs')),
  ...undeclared.map(({ address }) => bullet(address, 'is in no file')),
]

/** `link`: where the whole report is. */
export const driftNotice = (drift: DriftView, link: string | undefined) => {
  const counts = countsOf(drift)
  const head = `Drift in ${drift.workspace.name}: ${counts === '' ? `none${observed(drift)}` : counts}`
  const bullets = bulletsOf(drift)
  const more = bullets.length > mostAddresses ? [`… and ${bullets.length - mostAddresses} more`] : []
  const list = [...bullets.slice(0, mostAddresses), ...more]
  const at = link === undefined ? [] : [`<${escaped(link)}|The whole report>`]
  const sections = [`*${escaped(inOneLine(head))}*`, ...(list.length > 0 ? [list.join('\n')] : []), ...at]
  return {
    text: `${escaped(inOneLine(head))}${link === undefined ? '' : ` ${escaped(link)}`}`,
    blocks: sections.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
  }
}
