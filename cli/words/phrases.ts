/** Numbers and durations as people say them. */

/** `1 error`, `2 errors`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** `$1,250.00`, `-$7.00`. */
export const moneyText = (dollars: number): string => {
  const [whole = '', cents] = Math.abs(dollars).toFixed(2).split('.')
  return `${dollars < 0 ? '-' : ''}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** `0.3 s`, `40 s`, `6 min`, `2 h 5 min`. */
export const durationText = (seconds: number): string => {
  if (seconds < 10) return `${Math.ceil(seconds * 10) / 10} s`
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`
}

/** Seconds that pass while somebody looks: `0 s`, `40 s`, `6 min`. */
export const countdownText = (seconds: number): string => durationText(Math.max(0, Math.round(seconds)))

const dayOf = (at: number) => new Date(at).toDateString()

/** A time of day where the reader is; with the day, where that is another than that of `now`. */
export const timeText = (at: number, now: number = at): string => {
  const date = new Date(at)
  const time = date.toTimeString().slice(0, 8)
  return dayOf(at) === dayOf(now) ? time : `${date.toDateString().slice(4, 10)} ${time}`
}

/** `a, b and 3 more`: at most so many. */
export const listed = (words: readonly string[], most: number): string => {
  const first = words.slice(0, most).join(', ')
  return words.length <= most ? first : `${first} and ${words.length - most} more`
}
