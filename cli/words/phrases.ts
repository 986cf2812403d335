/** Numbers and durations as people say them. */

/** `1 error`, `2 errors`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** `0.3 s`, `40 s`, `6 min`, `2 h 5 min`. */
export const durationText = (seconds: number): string => {
  if (seconds < 10) return `${Math.ceil(seconds * 10) / 10} s`
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`
}

/** `a, b and 3 more`: at most so many. */
export const listed = (words: readonly string[], most: number): string => {
  const first = words.slice(0, most).join(', ')
  return words.length <= most ? first : `${first} and ${words.length - most} more`
}
