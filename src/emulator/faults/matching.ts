import type { Occurrence } from './fault.ts'

/** Whether a fault is meant for a request or a name, and for that time. */

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** In a path `*` is one part and `**` is any number of them. */
const pathForm = (pattern: string) =>
  escaped(pattern).replace(/\*\*|\*/g, (star) => (star === '*' ? '[^/]*' : '.*'))

export const matchesRequest = (pattern: string, method: string, path: string): boolean => {
  const [wanted = '', form] = pattern.split(' ')
  if (form === undefined) return new RegExp(`^${pathForm(wanted)}$`).test(path)
  return (wanted === '*' || wanted === method) && new RegExp(`^${pathForm(form)}$`).test(path)
}

export const matchesName = (pattern: string, name: string) =>
  new RegExp(`^${escaped(pattern).replaceAll('*', '.*')}$`, 's').test(name)

/** Whether the `count`-th, from 1, is one that the fault is meant for. */
export const happens = ({ nth, every = 1, times }: Occurrence, count: number): boolean => {
  if (nth !== undefined) return [nth].flat().includes(count)
  return count % every === 0 && count / every <= (times ?? Number.POSITIVE_INFINITY)
}
