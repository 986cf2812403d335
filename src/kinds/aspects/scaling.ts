import { del, form, path, post, put } from '../../http/index.ts'
import { aspectOf, type Body, fieldsOf, integer, merge, schemaOfRows, usually } from '../../rows/index.ts'
import { type Autoscaling, details, type ServiceLive } from '../shared/service-live.ts'

const count = integer({ minimum: 1 })
const percent = integer({ minimum: 1, maximum: 90 })

interface Instances {
  readonly numInstances: number
  readonly autoscaled: boolean
}

const instancesRow = fieldsOf<Instances>()

const instancesFields = {
  numInstances: instancesRow({
    doc: 'The number of instances. Ignored where `scaling` is given.',
    codec: usually(1, count),
    onChange: (_desired, _live, { autoscaled }) =>
      autoscaled
        ? { refuse: 'the service is autoscaled; declare `scaling` instead of `numInstances`' }
        : 'update',
    read: (live) => live.numInstances,
    write: (numInstances) => ({ numInstances }),
  }),
}

/** The number of instances of a service that is scaled by hand. */
export const instances = aspectOf<ServiceLive>()<Instances>({
  doc: 'The number of instances.',
  part: 'instances',
  fields: instancesFields,
  onItem: 'update',
  schema: schemaOfRows(instancesFields).properties ?? {},
  declared: ({ numInstances, scaling }) =>
    numInstances === undefined || numInstances === null || scaling
      ? undefined
      : [{ key: '', raw: { numInstances }, path: [] }],
  spell: ([item]) => (item && !item.live.autoscaled ? item.values : {}),
  items: ({ serviceDetails: { numInstances, autoscaling } }) =>
    numInstances === undefined ? [] : [{ numInstances, autoscaled: autoscaling?.enabled === true }],
  keyOf: () => '',
  onCreate: ([item]) => (item ? details(item.body) : {}),
  write: (service, { changed }) =>
    changed.map(({ body }) => post(path`/services/${service.id}/scale`, body, 'repeat', { empty: true })),
})

const row = fieldsOf<Autoscaling>()

/** Both criteria are required by the API; a target that was never wanted stands at this, disabled. */
const unused = { enabled: false, percentage: 70 }

const target = (name: 'cpu' | 'memory', doc: string) =>
  row({
    doc,
    codec: percent,
    onChange: 'update',
    read: ({ criteria }) => (criteria[name].enabled ? criteria[name].percentage : undefined),
    write: (percentage) => ({ criteria: { [name]: { enabled: true, percentage } } }),
  })

const fields = {
  minInstances: row({
    doc: 'The smallest number of instances.',
    codec: count,
    onChange: 'update',
    read: (live) => live.min,
    write: (min) => ({ min }),
  }),
  maxInstances: row({
    doc: 'The largest number of instances.',
    codec: count,
    onChange: 'update',
    read: (live) => live.max,
    write: (max) => ({ max }),
  }),
  targetCPUPercent: target('cpu', 'The CPU use that instances are added at, in percent.'),
  targetMemoryPercent: target('memory', 'The memory use that instances are added at, in percent.'),
}

/**
 * The endpoint takes the whole object, so what is not written is taken from the live one. Of the two bounds the one that is
 * written pushes the other along: the API takes no `max` below `min`.
 */
const whole = (body: Body, live?: Autoscaling): Body => {
  const { cpu = unused, memory = unused } = live?.criteria ?? {}
  const given = body as { readonly min?: number; readonly max?: number }
  const min = given.min ?? Math.min(live?.min ?? 1, given.max ?? Number.POSITIVE_INFINITY)
  const max = given.max ?? Math.max(live?.max ?? min, min)
  return merge({ enabled: true, min, max, criteria: { cpu, memory } }, body)
}

/** Autoscaling of a service. */
export const scaling = aspectOf<ServiceLive>()<Autoscaling>({
  doc: 'Autoscaling.',
  part: 'scaling',
  fields,
  onItem: 'update',
  removable: 'plain',
  schema: {
    scaling: {
      ...schemaOfRows(fields),
      additionalProperties: true,
      description: 'Autoscaling; wins over `numInstances`.',
    },
  },
  declared: ({ scaling }) =>
    scaling ? [{ key: '', raw: scaling as Record<string, unknown>, path: ['scaling'] }] : undefined,
  spell: ([item]) => (item ? { scaling: item.values } : {}),
  items: ({ serviceDetails: { autoscaling } }) => (autoscaling?.enabled ? [autoscaling] : []),
  keyOf: () => '',
  onCreate: ([item]) => (item ? details({ autoscaling: whole(item.body) }) : {}),
  write: ({ id }, { changed, removed }) => [
    ...changed.map(({ body, live }) =>
      put(path`/services/${id}/autoscaling`, whole(body, live), form.object({ enabled: form.flag })),
    ),
    ...[...removed].map(() => del(path`/services/${id}/autoscaling`)),
  ],
})
