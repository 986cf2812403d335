import { type CommandTree, type Flag, words } from './tree.ts'

const casesOf = (flags: readonly Flag[]): readonly string[] =>
  flags
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices }) => {
      const how = choices.length > 0 ? `-W '${choices.join(' ')}'` : '-f'
      return `        ${names.join('|')}) COMPREPLY=($(compgen ${how} -- "$word")); return ;;`
    })

export const bash = ({ name, flags, verbs }: CommandTree): string => {
  const cases = verbs.flatMap((verb) => [
    `    ${verb.name})`,
    '      case $before in',
    ...casesOf(verb.flags),
    '      esac',
    `      COMPREPLY=($(compgen ${verb.takesFiles ? '-f ' : ''}-W '${[...verb.choices, words(verb.flags)].join(' ')}' -- "$word")) ;;`,
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
