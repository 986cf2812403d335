// The least time that an apply can take: which requests it has to send by docs/requests.md, the limits and latencies of the API, and
// how long deploys take, as code. It uses nothing of render-sync.

/** What each bucket lets through (limit) in each window, in milliseconds. */
const buckets = {
  get: { limit: 400, window: 60_000 },
  write: { limit: 100, window: 60_000 },
  create: { limit: 20, window: 3_600_000 },
  'cron-mutation': { limit: 10, window: 60_000 },
  // Every other service has one of its own, and none of these applies comes near it.
  'service-mutation': { limit: Number.POSITIVE_INFINITY, window: 60_000 },
}

/** Median milliseconds of the real API, as recorded. */
const latencies = {
  'POST /services': 1915,
  'POST /postgres': 916,
  'POST /key-value': 297,
  'POST /env-groups': 171,
  'POST /deploys': 700,
  'PUT /env-vars': 100,
  'GET /env-vars': 95,
  'GET /deploys': 100,
  'GET /postgres': 135,
  'GET /key-value': 89,
}

const request = (bucket, name) => ({ bucket, ms: latencies[name] })
const look = (name) => request('get', name)
const rest = (seconds) => ({ ms: seconds * 1000, isRest: true })

/** What is sent for each resource, one after the other, and what it waits for at the end. */
export const created = {
  service: (seconds) => [request('create', 'POST /services'), rest(seconds), look('GET /deploys')],
  database: (seconds) => [request('create', 'POST /postgres'), rest(seconds), look('GET /postgres')],
  store: (seconds) => [request('create', 'POST /key-value'), rest(seconds), look('GET /key-value')],
  group: () => [request('write', 'POST /env-groups')],
}

export const changed = {
  service: (seconds) => [
    look('GET /env-vars'),
    request('write', 'PUT /env-vars'),
    request('service-mutation', 'POST /deploys'),
    rest(seconds),
    look('GET /deploys'),
  ],
  cron: (seconds) => [
    look('GET /env-vars'),
    request('write', 'PUT /env-vars'),
    request('cron-mutation', 'POST /deploys'),
    rest(seconds),
    look('GET /deploys'),
  ],
}

/** A deploy runs already while the answer to what began it is on its way. */
const withLatency = (steps, hasLatency) =>
  steps.map((step, index) => {
    if (!step.isRest) return { ...step, ms: hasLatency ? step.ms : 0 }
    return { ...step, ms: Math.max(0, step.ms - (hasLatency ? steps[index - 1].ms : 0)) }
  })

/**
 * The steps of all resources as a graph: each with how long it takes, the earliest that it can begin (`head`), and how long what
 * comes behind it takes at least, itself included (`tail`). A resource is `{ name, steps, after: { name: 'exists' | 'live' } }`.
 */
const graphOf = (resources, hasLatency) => {
  const own = new Map(
    resources.map(({ name, steps }) => [
      name,
      withLatency(steps, hasLatency).map((step) => ({ ...step, after: [], before: [] })),
    ]),
  )
  const link = (earlier, later) => {
    earlier.before.push(later)
    later.after.push(earlier)
  }
  for (const { name, after = {} } of resources) {
    const steps = own.get(name)
    for (const [index, step] of steps.slice(1).entries()) link(steps[index], step)
    for (const [other, until] of Object.entries(after)) {
      const theirs = own.get(other)
      const written = theirs
        .slice(
          0,
          theirs.findIndex(({ isRest }) => isRest),
        )
        .at(-1)
      link(until === 'exists' ? written : theirs.at(-1), steps[0])
    }
  }
  return [...own.values()].flat()
}

const longest = (step, key, neighbours, take) => {
  step[key] ??= take(
    step,
    neighbours(step).reduce((most, other) => Math.max(most, longest(other, key, neighbours, take)), 0),
  )
  return step[key]
}

/** Whether the requests of one bucket can all go out by `end - tail`: at each window, those that are due first. */
const fits = (requests, { limit, window }, now, end) => {
  const due = ({ tail }) => now + end - tail
  const open = requests.toSorted((one, other) => due(one) - due(other))
  const startOf = (time) => Math.floor(time / window) * window
  for (let start = startOf(now); open.length > 0; start += window) {
    let left = limit
    for (let index = 0; index < open.length && left > 0; ) {
      const ready = Math.max(now + open[index].head, start)
      if (ready >= start + window) {
        index++
        continue
      }
      if (ready > due(open[index]) + 1e-6) return false
      open.splice(index, 1)
      left--
    }
  }
  return true
}

/**
 * No apply of these resources that begins at `now` takes less, in milliseconds: the longest chain of requests, deploys and
 * databases, and for each bucket, of which nothing is spent, the best that can be done if no other limit counted. Whatever goes out in the last window that a bucket's requests fill still has its own chain behind it.
 */
export const boundOf = (resources, { now, hasLatency }) => {
  const steps = graphOf(resources, hasLatency)
  for (const step of steps) {
    longest(
      step,
      'tail',
      ({ before }) => before,
      ({ ms }, most) => ms + most,
    )
    longest(
      step,
      'end',
      ({ after }) => after,
      ({ ms }, most) => ms + most,
    )
    step.head = step.end - step.ms
  }
  let bound = Math.max(...steps.map(({ tail }) => tail))
  for (const [name, bucket] of Object.entries(buckets)) {
    const requests = steps.filter((step) => step.bucket === name)
    let [low, high] = [bound, bound + (requests.length / bucket.limit + 2) * bucket.window]
    const isEnough = (end) => fits(requests, bucket, now, end)
    if (isEnough(low)) continue
    while (high - low > 1) {
      const middle = (low + high) / 2
      if (isEnough(middle)) high = middle
      else low = middle
    }
    bound = high
  }
  return bound
}
