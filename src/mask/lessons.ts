/** What of the API's requests and answers is hidden: the values of variables and files, credentials, webhooks' addresses. */

/** A body on its way to the API or from it, and the path that it belongs to. */
export interface Said {
  readonly path: string
  readonly body?: unknown
}

/** Where bodies of requests carry hidden values. */
const sentKeys = new Set(['value', 'content', 'password', 'token', 'authToken', 'datadogAPIKey'])

/** Headers of static sites have values too, which everybody gets who visits one. */
const publicValues = /\/headers(\/|$)/

/** Endpoints that tell hidden values, and under which keys; without keys, every text is one. Lists of resources are not walked. */
const places: readonly { readonly path: RegExp; readonly keys?: ReadonlySet<string> }[] = [
  { path: /\/connection-info$/ },
  { path: /^\/services\/[^/]+\/(env-vars|secret-files)(\/|$)/, keys: new Set(['value', 'content']) },
  { path: /^\/env-groups(\/|$)/, keys: new Set(['value', 'content']) },
  { path: /^\/postgres\/[^/]+\/credentials(\/|$)/, keys: new Set(['password', 'connectionString']) },
  { path: /^\/registrycredentials(\/|$)/, keys: new Set(['authToken']) },
  { path: /^\/webhooks(\/|$)/, keys: new Set(['url', 'secret']) },
  { path: /^\/(logs\/streams|metrics-stream)(\/|$)/, keys: new Set(['token']) },
]

/** Puts the texts under these keys into a list: large answers are read for nothing else. */
const collect = (
  node: unknown,
  keys: ReadonlySet<string> | undefined,
  isMeant: boolean,
  found: string[],
): void => {
  if (typeof node === 'string') {
    if (isMeant) found.push(node)
  } else if (Array.isArray(node)) {
    for (const item of node) collect(item, keys, isMeant, found)
  } else if (typeof node === 'object' && node !== null) {
    for (const key of Object.keys(node)) {
      collect((node as Readonly<Record<string, unknown>>)[key], keys, keys?.has(key) ?? true, found)
    }
  }
}

const textsIn = (node: unknown, keys: ReadonlySet<string> | undefined): readonly string[] => {
  const found: string[] = []
  collect(node, keys, false, found)
  return found
}

/** The hidden values in an answer. */
export const hiddenInAnswer = ({ path, body }: Said): readonly string[] => {
  const place = places.find((one) => one.path.test(path))
  return place ? textsIn(body, place.keys) : []
}

/** The hidden values in the body of a request. */
export const hiddenInRequest = (said: Said): readonly string[] =>
  said.body === undefined || publicValues.test(said.path)
    ? []
    : [...new Set([...textsIn(said.body, sentKeys), ...hiddenInAnswer(said)])]
