/**
 * An image's path as the API keeps it: without scheme, with the registry, the `library/` of Docker's own images and a
 * tag (API facts §1.1, normalisation).
 */
export const normalizedImage = (given: string): string => {
  const path = given.replace(/^[a-z]+:\/\//, '')
  const [head = '', ...rest] = path.split('/')
  // Docker's rule: what is before the first slash is a registry when it has a dot or a port, or is localhost.
  const hasRegistry = rest.length > 0 && (/[.:]/.test(head) || head === 'localhost')
  const registry = hasRegistry ? head : 'docker.io'
  const image = hasRegistry ? rest.join('/') : path
  const name = registry === 'docker.io' && !image.includes('/') ? `library/${image}` : image
  const lastPart = name.slice(name.lastIndexOf('/') + 1)
  return /[:@]/.test(lastPart) ? `${registry}/${name}` : `${registry}/${name}:latest`
}
