import { createConnection } from 'node:net'

/** How long the answer is that `bytes` begin with; undefined while its head is not there. */
const lengthOf = (bytes) => {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(bytes.latin1Slice(0, head)) ?? []
  return head + 4 + Number(length)
}

/** Calls `answered` with the status of each answer that arrives on the socket. */
const onAnswers = (socket, answered) => {
  let chunks = []
  let received = 0
  let length
  socket.on('data', (chunk) => {
    received += chunk.length
    chunks.push(chunk)
    length ??= lengthOf(Buffer.concat(chunks))
    if (length === undefined || received < length) return
    const status = Number(chunks[0].latin1Slice(9, 12))
    chunks = []
    received = 0
    length = undefined
    answered(status)
  })
}

/** Sends `request` on one connection for as long as `again` says, each time after the answer to the one before. */
const connection = (port, request, again) =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write(request))
    socket.setNoDelay().on('error', reject)
    onAnswers(socket, (status) => {
      if (status === 200 && again()) return socket.write(request)
      socket.destroy()
      if (status === 200) resolve()
      else reject(new Error(`the answer is ${status}`))
    })
  })

/**
 * Requests per second of one GET over a few connections that are kept. It is written on sockets, because a client that
 * is as slow as the server would be the one that is measured.
 */
export const rateOf = async ({ port, path, headers, requests, connections }) => {
  const fields = Object.entries({ host: `127.0.0.1:${port}`, ...headers })
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`)
  const request = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
  let left = requests - connections
  const again = () => left-- > 0
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, () => connection(port, request, again)))
  return requests / ((performance.now() - start) / 1000)
}
