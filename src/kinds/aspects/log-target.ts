/** Where logs are sent, as a file and the API say it: of the workspace, and of one resource. */
import { within } from '../../address.ts'
import { type Hidden, unreadable } from '../../hidden.ts'
import { type Codec, type DeclareContext, type JsonSchema, text } from '../../rows/index.ts'
import type { Source } from '../../source.ts'

export const endpoint = text({
  minLength: 1,
  examples: ['logs.example.com:6514', 'https://logs.example.com/ingest'],
})

/** Nobody tells whether there is a token: the file has to say that there is one. */
export const tokenSchema: JsonSchema = {
  type: 'object',
  properties: { sync: { const: false, description: '`false`: a secret that is given elsewhere.' } },
  required: ['sync'],
  additionalProperties: false,
  description: 'The token that the endpoint asks for: a secret, given as `NAME/logStreamToken`.',
}

/** The secret that a token stands for. `part`: how addresses name what it belongs to. */
export const tokenSource = ({ address, name }: DeclareContext, part: string): Source => ({
  from: 'secret',
  name: `${name}/logStreamToken`,
  address: within(address, part, ''),
})

/** The API takes a token and never gives it back (API facts §1.11). */
export const tokenRow = (codec: Codec<Source, Hidden>) =>
  ({
    doc: 'The token: a secret, given as `NAME/logStreamToken`. It is written along with every change of its stream.',
    codec,
    onChange: 'update',
    secret: true,
    read: () => unreadable,
    write: (token: Hidden) => ({ token: token.reveal() }),
  }) as const

/** Whether there is one the API does not tell: a pulled file asks for it, lest it be lost with the next change. */
export const spelledToken = { sync: false }
