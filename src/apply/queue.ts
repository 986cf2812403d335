/** A stream that many may write to and one reads: values wait until they are read. */
export const queue = <Value>(): { push: (value: Value) => void; end: () => void } & AsyncIterable<Value> => {
  const values: Value[] = []
  let ended = false
  let wake = () => {}
  return {
    push: (value) => {
      values.push(value)
      wake()
    },
    end: () => {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let value = values.shift(); value !== undefined; value = values.shift()) yield value
        if (ended) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
