import { type CommandTree, type Flag, words } from './tree.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

const specOf = ({ names, doc, takesValue, choices }: Flag): string => {
  const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''
  const text = doc.replace(/[[\]:\\]/g, '\\$&')
  const apart = names.length > 1 ? `(${names.join(' ')})` : ''
  return names.map((flag) => `      ${quoted(`${apart}${flag}[${text}]${value}`)}`).join(' \\\n')
}

export const zsh = ({ name, flags, verbs }: CommandTree): string => {
  const cases = verbs.map((verb) => {
    const specs = [
      ...verb.flags.map(specOf),
      `      '1:command:(${verb.name})'`,
      ...(verb.takesFiles ? ["      '*:file:_files'"] : []),
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
