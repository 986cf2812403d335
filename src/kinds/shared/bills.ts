/** What Render bills for a resource, as the page of prices has it: instances by the plan, disks and storage by the gigabyte. */
import type { Bill, Billed } from '../../rows/index.ts'

const isSuspended = ({ items }: Billed): boolean => items('suspension')[0]?.suspended === true

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const instanceOf = ({ values }: Billed, count = 1): Bill => ({
  item: 'plan',
  count,
  ...(typeof values.plan === 'string' && { plan: values.plan }),
})

/** Services that run all the time. A suspended one keeps its disk. */
export const serverBills = (billed: Billed): readonly Bill[] => {
  const [scaling] = billed.items('scaling')
  const least = numberIn(scaling ? scaling.minInstances : billed.items('instances')[0]?.numInstances)
  const instances: Bill = { ...instanceOf(billed, least), ...(scaling && { atLeast: true }) }
  const disks = billed.items('disk').map(({ sizeGB }): Bill => ({ item: 'disk', count: numberIn(sizeGB) }))
  return [...(isSuspended(billed) ? [] : [instances]), ...disks]
}

/** Whatever runs only at times, or has nothing but its instance. */
export const instanceBills = (billed: Billed): readonly Bill[] =>
  isSuspended(billed) ? [] : [instanceOf(billed)]

/** What a new database gets that asks for no size, where that has been recorded (API facts §1.8). */
const usualSizes: Readonly<Record<string, number>> = { basic_256mb: 15, pro_4gb: 100 }

export const databaseBills = (billed: Billed): readonly Bill[] => {
  const { values } = billed
  const plan = String(values.plan)
  if (plan === 'free') return instanceBills(billed)
  const replicas = Array.isArray(values.readReplicas) ? values.readReplicas.length : 0
  return [
    ...instanceBills(billed),
    { item: 'storage', count: numberIn(values.diskSizeGB) ?? usualSizes[plan] },
    ...(replicas > 0 ? [{ item: 'replica', count: replicas } as const] : []),
    ...(values['highAvailability.enabled'] === true ? [{ item: 'standby', count: 1 } as const] : []),
  ]
}
