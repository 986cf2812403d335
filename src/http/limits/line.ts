/** A line in which those of higher rank stand in front, and among equals those who came first. */

interface Ranked {
  readonly rank: number
}

export interface Line<Member extends Ranked> extends Iterable<Member> {
  readonly first: () => Member | undefined
  /** How many stand before it then. */
  readonly add: (member: Member) => number
  /** Whether it was there. */
  readonly remove: (member: Member) => boolean
  readonly shift: () => Member | undefined
  readonly size: () => number
}

export const createLine = <Member extends Ranked>(): Line<Member> => {
  const members: Member[] = []
  /** Where one of this rank comes to stand. */
  const placeOf = (rank: number): number => {
    let [low, high] = [0, members.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((members[middle]?.rank ?? rank) >= rank) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    first: () => members[0],
    add: (member) => {
      const place = placeOf(member.rank)
      members.splice(place, 0, member)
      return place
    },
    remove: (member) => {
      const index = members.indexOf(member)
      if (index >= 0) members.splice(index, 1)
      return index >= 0
    },
    shift: () => members.shift(),
    size: () => members.length,
    [Symbol.iterator]: () => members.values(),
  }
}
