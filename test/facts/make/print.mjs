/** JSON as the formatter of this repository leaves it: what fits stands on one line. */

const width = 110

const flat = (value) => {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${flat(inner)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** A value after what stands before it on its line. */
const block = (value, before, indent, after) => {
  const line = flat(value)
  if (typeof value !== 'object' || value === null) return line
  if (before.length + line.length + after.length <= width) return line
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const inner = `${indent}  `
  const entries = Object.entries(value)
  const lines = entries.map(([key, item], index) => {
    const start = `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}`
    const end = index < entries.length - 1 ? ',' : ''
    return `${start}${block(item, start, inner, end)}${end}`
  })
  return [open, ...lines, `${indent}${close}`].join('\n')
}

export const printed = (value) => `${block(value, '', '', '')}\n`
