import { Buffer } from 'node:buffer'
import { ApiError, badRequest } from './errors.ts'

/** Bytes; beyond it 413. The only figure known is that of POST /blueprints/validate (API facts §1.12). */
const maxBodySize = 10 * 1024 * 1024

const tooLarge = () => new ApiError(413, 'request body too large')

/** What comes of a body; who sends it may give up at any time. */
async function* arriving({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch {
    throw badRequest('invalid request: the body ended too early')
  }
}

/** Reads a body, and stops as soon as it is known to be too large. */
const readBytes = async (request: Request): Promise<Buffer<ArrayBuffer>> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodySize) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength
    if (size > maxBodySize) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const mediaType = (request: Request) =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()

/** Far more than any body of the API has, and far less than what recursion over a body can bear. */
const maxDepth = 100

const depthOf = (value: unknown): number => {
  let depth = 0
  for (let level = [value]; level.length > 0 && depth <= maxDepth; depth++)
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  return depth
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('invalid JSON')
  }
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw badRequest('invalid JSON')
  }
}

/** The JSON of a body, whatever its Content-Type says: public clients send another one or none. No body at all reads as undefined. */
export const readJson = async (request: Request): Promise<unknown> => {
  const bytes = await readBytes(request)
  if (bytes.length === 0) return undefined
  const value = parsed(decoded(bytes))
  if (depthOf(value) > maxDepth) throw badRequest('invalid JSON: nested too deeply')
  return value
}

/** The fields of a form, as text. */
export const readForm = async (request: Request): Promise<Record<string, string>> => {
  const type = request.headers.get('content-type') ?? ''
  if (mediaType(request) !== 'multipart/form-data')
    throw badRequest('invalid request: Content-Type must be multipart/form-data')
  const bytes = await readBytes(request)
  try {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    const texts = [...form].map(
      async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === 'string' ? value : await value.text(),
      ],
    )
    return Object.fromEntries(await Promise.all(texts))
  } catch {
    throw badRequest('invalid form')
  }
}
