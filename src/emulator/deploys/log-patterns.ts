import { badRequest } from '../request/index.ts'

/** How a filter of a log is written: as it is, with `*` for any characters, or as a regular expression between slashes. */

const literally = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

const expression = (source: string): RegExp => {
  try {
    return new RegExp(source)
  } catch {
    throw badRequest('invalid query parameter: a regular expression that is none')
  }
}

/** Tests for the whole of a value, or, of what `within` is said of, for any part of it. */
export const patternOf = (written: string, within = false): ((value: string) => boolean) => {
  const [, source] = /^\/(.+)\/$/.exec(written) ?? []
  if (source !== undefined) {
    const form = expression(source)
    return (value) => form.test(value)
  }
  if (!written.includes('*')) return (value) => (within ? value.includes(written) : value === written)
  const form = written.split('*').map(literally).join('.*')
  const glob = new RegExp(within ? form : `^${form}$`, 's')
  return (value) => glob.test(value)
}
