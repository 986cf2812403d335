/** Completion scripts. A flag that takes a value without choices completes files. */
import type { CommandTree, Flag } from './tree.ts'

const words = (flags: readonly Flag[]) => flags.flatMap(({ names }) => names).join(' ')

const bashCase = (flags: readonly Flag[]): readonly string[] =>
  flags
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices }) => {
      const how = choices.length > 0 ? `-W '${choices.join(' ')}'` : '-f'
      return `        ${names.join('|')}) COMPREPLY=($(compgen ${how} -- "$word")); return ;;`
    })

const bash = ({ name, flags, verbs }: CommandTree): string => {
  const cases = verbs.flatMap((verb) => [
    `    ${verb.name})`,
    '      case $before in',
    ...bashCase(verb.flags),
    '      esac',
    `      COMPREPLY=($(compgen -W '${[...verb.choices, words(verb.flags)].join(' ')}' -- "$word")) ;;`,
  ])
  const first = [...verbs.map((verb) => verb.name), words(flags)].join(' ')
  return `_render_sync() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb= index
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ \${COMP_WORDS[index]} != -* ]]; then verb=\${COMP_WORDS[index]}; break; fi
  done
  case $verb in
${cases.join('\n')}
    *) COMPREPLY=($(compgen -W '${first}' -- "$word")) ;;
  esac
}
complete -F _render_sync ${name}`
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

const zshFlag = ({ names, doc, takesValue, choices }: Flag): string => {
  const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''
  const text = doc.replace(/[[\]:\\]/g, '\\$&')
  const apart = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((flag) => `      ${quoted(`${apart}${flag}[${text}]${value}`)}`).join(' \\\n')
}

const zsh = ({ name, flags, verbs }: CommandTree): string => {
  const cases = verbs.map((verb) => {
    const specs = [
      ...verb.flags.map(zshFlag),
      `      '1:command:(${verb.name})'`,
      ...(verb.choices.length > 0 ? [`      '2:argument:(${verb.choices.join(' ')})'`] : []),
    ]
    return `    ${verb.name}) _arguments -s \\\n${specs.join(' \\\n')} ;;`
  })
  const described = verbs.map((verb) => `        ${quoted(`${verb.name}:${verb.doc}`)}`)
  return `#compdef ${name}
_render_sync() {
  local verb index
  for ((index = 2; index < CURRENT; index++)); do
    if [[ \${words[index]} != -* ]]; then verb=\${words[index]}; break; fi
  done
  case $verb in
${cases.join('\n')}
    *)
      local -a verbs
      verbs=(
${described.join('\n')}
      )
      _describe 'command' verbs
      compadd -- ${words(flags)} ;;
  esac
}
_render_sync "$@"`
}

const fishQuoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

const fishFlag = (start: string, { names, doc, takesValue, choices }: Flag): string => {
  const spelled = names.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  const value = takesValue ? [choices.length > 0 ? `-x -a ${fishQuoted(choices.join(' '))}` : '-r -F'] : []
  return [start, ...spelled, ...value, `-d ${fishQuoted(doc)}`].join(' ')
}

const fish = ({ name, flags, verbs }: CommandTree): string =>
  [
    `complete -c ${name} -f`,
    ...flags.map((flag) => fishFlag(`complete -c ${name} -n __fish_use_subcommand`, flag)),
    ...verbs.flatMap((verb) => {
      const seen = `complete -c ${name} -n '__fish_seen_subcommand_from ${verb.name}'`
      return [
        `complete -c ${name} -n __fish_use_subcommand -a ${verb.name} -d ${fishQuoted(verb.doc)}`,
        ...(verb.choices.length > 0 ? [`${seen} -a ${fishQuoted(verb.choices.join(' '))}`] : []),
        ...verb.flags.map((flag) => fishFlag(seen, flag)),
      ]
    }),
  ].join('\n')

export const shells = { bash, zsh, fish } satisfies Record<string, (tree: CommandTree) => string>
