/** The words of a line, as a POSIX shell takes it apart: quotes and backslashes, and nothing else that a shell does. */

/** Plain characters, and what quotes and backslashes hold. */
const piece = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\s'"\\]+/g
const word = new RegExp(`(?:${piece.source})+`, 'g')

const shellOnly = /[|&;<>()$`]/
const shellOnlyInQuotes = /(?<!\\)(?:\\\\)*([$`])/

/** `wrong`: is told why a line cannot be taken apart; nothing of it is in what it is told, for it may hold a secret. */
export const wordsIn = (line: string, wrong: (why: string) => never): readonly string[] => {
  if (line.replace(word, '').trim() !== '') wrong('a quote or a backslash has no end')
  const words = line.match(word) ?? []
  return words.map((text) => text.replace(piece, (part) => unquoted(part, wrong)))
}

const unquoted = (text: string, wrong: (why: string) => never): string => {
  const inside = text.slice(1, -1)
  switch (text[0]) {
    case "'":
      return inside
    case '"':
      if (shellOnlyInQuotes.test(inside))
        wrong('there is no shell, so "$" and "`" have no meaning in double quotes')
      return inside.replace(/\\([$`"\\\n])/g, (_, char: string) => (char === '\n' ? '' : char))
    case '\\':
      return text === '\\\n' ? '' : text.slice(1)
    default: {
      const [sign] = shellOnly.exec(text) ?? []
      if (sign !== undefined) wrong(`there is no shell, so "${sign}" has no meaning outside of quotes`)
      return text
    }
  }
}
