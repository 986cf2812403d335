/** Median milliseconds of the real API (API facts §4), by method and path; the first that matches counts. */
const medians: readonly (readonly [pattern: RegExp, ms: number])[] = [
  [/^POST \/services$/, 1915],
  [/^DELETE \/services\/[^/]+$/, 170],
  [/^GET \/services\/[^/]+$/, 99],
  [/^GET \/services$/, 137],
  [/^POST \/services\/[^/]+\/deploys$/, 700],
  [/^POST \/services\/[^/]+\/scale$/, 164],
  [/^(PUT|DELETE) \/services\/[^/]+\/autoscaling$/, 139],
  [/^GET .*\/env-vars$/, 95],
  [/^PUT .*\/env-vars$/, 99],
  [/^PUT \/env-groups\/.*\/env-vars\//, 90],
  [/^(GET|PUT) .*\/secret-files$/, 97],
  [/^GET .*\/custom-domains$/, 93],
  [/\/custom-domains/, 107],
  [/\/(headers|routes)$/, 106],
  [/^GET \/notification-settings\//, 95],
  [/^PATCH \/notification-settings\//, 98],
  [/^GET \/logs\/streams\//, 147],
  [/\/logs\/streams\//, 114],
  [/^POST \/postgres$/, 916],
  [/^GET \/postgres/, 135],
  [/^PATCH \/postgres/, 252],
  [/^DELETE \/postgres/, 475],
  [/^POST \/(key-value|redis)$/, 297],
  [/^GET \/(key-value|redis).*\/connection-info$/, 69],
  [/^GET \/(key-value|redis)/, 89],
  [/^PATCH \/(key-value|redis)/, 321],
  [/^POST \/projects$/, 195],
  [/^DELETE \/projects/, 129],
  [/^GET \/projects/, 130],
  [/^GET \/environments/, 95],
  [/^POST \/environments\/[^/]+\/resources$/, 187],
  [/^DELETE \/environments\/[^/]+\/resources$/, 171],
  [/^POST \/disks$/, 189],
  [/^PATCH \/disks/, 214],
  [/^POST \/env-groups$/, 171],
  [/^GET \/env-groups/, 80],
]

const usual = 100
const servicePatch = /^PATCH \/services\/[^/]+$/
/** The server looks at a repository or an image again whenever a PATCH names it, changed or not. */
const sourceChecked = 1000
const sourceUntouched = 150

/** How long the real API would take to answer, in milliseconds. `path` is the one below /v1. */
export const recordedLatency = (method: string, path: string, body: unknown): number => {
  const request = `${method} ${path}`
  if (servicePatch.test(request)) {
    const source = typeof body === 'object' && body !== null && ('repo' in body || 'image' in body)
    return source ? sourceChecked : sourceUntouched
  }
  return medians.find(([pattern]) => pattern.test(request))?.[1] ?? usual
}
