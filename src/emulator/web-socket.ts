import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'

/** As much of WebSockets (RFC 6455) as it takes to send texts, and to hear nothing but pings and the end. */

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 }

/** Why a connection ends, in the words of the standard. */
const reasons = { done: 1000, protocolError: 1002, failure: 1011 }

/** The answer to the key of a handshake. */
export const acceptanceOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

const frame = (opcode: number, payload: Buffer): Buffer => {
  if (payload.length < 126) return Buffer.concat([Buffer.of(0x80 | opcode, payload.length), payload])
  const head = Buffer.of(0x80 | opcode, 126, 0, 0)
  // No text here is longer than two bytes can say.
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

const closeFrame = (reason: number): Buffer => {
  const payload = Buffer.alloc(2)
  payload.writeUInt16BE(reason)
  return frame(opcodes.close, payload)
}

interface Frame {
  opcode: number
  payload: Buffer
  /** Bytes that it takes, head included. */
  size: number
}

/** What a client may not send: a frame without a mask, or one that is longer than any it has a reason for. */
class BadFrame extends Error {}

const firstFrame = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < 2) return undefined
  const masked = (bytes.readUInt8(1) & 0x80) !== 0
  const short = bytes.readUInt8(1) & 0x7f
  if (!masked || short === 127) throw new BadFrame()
  const start = short === 126 ? 8 : 6
  if (bytes.length < start) return undefined
  const size = start + (short === 126 ? bytes.readUInt16BE(2) : short)
  if (bytes.length < size) return undefined
  const mask = bytes.subarray(start - 4, start)
  const payload = Buffer.from(bytes.subarray(start, size))
  for (let at = 0; at < payload.length; at++)
    payload.writeUInt8(payload.readUInt8(at) ^ mask.readUInt8(at % 4), at)
  return { opcode: bytes.readUInt8(0) & 0x0f, payload, size }
}

/** Tells what arrives of frames, piece by piece. */
const framesOf = (hear: (frame: Frame) => void) => {
  let bytes: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    for (let found = firstFrame(bytes); found; found = firstFrame(bytes)) {
      bytes = bytes.subarray(found.size)
      hear(found)
    }
  }
}

/** Texts without an end of their own: they stop when the signal aborts. */
export type Messages = (signal: AbortSignal) => AsyncIterable<string>

/** Sends the messages until either side ends; `head` is what came with the handshake. */
export const carry = async (socket: Duplex, head: Buffer, messages: Messages): Promise<void> => {
  const over = new AbortController()
  const end = (last: Buffer) => {
    if (!over.signal.aborted) socket.end(last)
    over.abort()
  }
  const hear = framesOf(({ opcode, payload }) => {
    if (opcode === opcodes.ping) socket.write(frame(opcodes.pong, payload))
    if (opcode === opcodes.close) end(frame(opcodes.close, payload))
  })
  const receive = (chunk: Buffer) => {
    if (over.signal.aborted) return
    try {
      hear(chunk)
    } catch {
      end(closeFrame(reasons.protocolError))
    }
  }
  socket.on('data', receive)
  for (const name of ['close', 'error']) socket.on(name, () => over.abort())
  receive(head)
  try {
    for await (const text of messages(over.signal)) {
      if (over.signal.aborted) return
      socket.write(frame(opcodes.text, Buffer.from(text)))
    }
    end(closeFrame(reasons.done))
  } catch {
    end(closeFrame(reasons.failure))
  }
}

/** The answer that turns a connection into one of messages; in process nobody can follow it. */
export class SocketResponse extends Response {
  readonly messages: Messages

  constructor(messages: Messages, headers: Record<string, string>) {
    super(null, { headers })
    this.messages = messages
  }
}
