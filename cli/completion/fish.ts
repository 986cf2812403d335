import type { CommandTree, Flag } from './tree.ts'

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

const lineOf = (start: string, { names, doc, takesValue, choices }: Flag): string => {
  const spelled = names.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  const value = takesValue ? [choices.length > 0 ? `-x -a ${quoted(choices.join(' '))}` : '-r -F'] : []
  return [start, ...spelled, ...value, `-d ${quoted(doc)}`].join(' ')
}

export const fish = ({ name, flags, verbs }: CommandTree): string =>
  [
    `complete -c ${name} -f`,
    ...flags.map((flag) => lineOf(`complete -c ${name} -n __fish_use_subcommand`, flag)),
    ...verbs.flatMap((verb) => {
      const seen = `complete -c ${name} -n '__fish_seen_subcommand_from ${verb.name}'`
      return [
        `complete -c ${name} -n __fish_use_subcommand -a ${verb.name} -d ${quoted(verb.doc)}`,
        ...(verb.takesFiles ? [`${seen} -F`] : []),
        ...(verb.choices.length > 0 ? [`${seen} -a ${quoted(verb.choices.join(' '))}`] : []),
        ...verb.flags.map((flag) => lineOf(seen, flag)),
      ]
    }),
  ].join('\n')
