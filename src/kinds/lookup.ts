/** A server's clock and ours may differ by this much, in milliseconds. */
const skew = 60_000

/**
 * Matches what was made since a request was sent: after a lost answer, a younger resource of the same name is ours, an
 * older one is somebody else's.
 */
export const madeSince =
  (name: string) =>
  (item: { readonly name: string; readonly createdAt: string }, sentAt: number): boolean =>
    item.name === name && Date.parse(item.createdAt) >= sentAt - skew
