/** Whether a text looks like a secret. A wrong alarm teaches people to ignore alarms, so in doubt it does not. */

/** Secrets that tell by their beginning whose they are. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^(sk|rk)_(live|test)_[A-Za-z0-9]{16,}$/, 'a Stripe key'],
  [/^whsec_[A-Za-z0-9+/=]{24,}$/, 'a signing secret'],
  [/^(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})$/, 'a GitHub token'],
  [/^glpat-[\w-]{20,}$/, 'a GitLab token'],
  [/^(AKIA|ASIA)[A-Z0-9]{16}$/, 'an AWS access key'],
  [/^xox[abeprs]-[\w-]{10,}$/, 'a Slack token'],
  [/^AIza[\w-]{35}$/, 'a Google API key'],
  [/^GOCSPX-[\w-]{20,}$/, 'a Google client secret'],
  [/^SG\.[\w-]{16,}\.[\w-]{16,}$/, 'a SendGrid key'],
  [/^sk-[\w-]{32,}$/, 'an API key'],
  [/^rnd_[A-Za-z0-9]{20,}$/, 'a Render API key'],
  [/^npm_[A-Za-z0-9]{36}$/, 'an npm token'],
  [/^hf_[A-Za-z0-9]{30,}$/, 'a Hugging Face token'],
  [/^(dop|doo|dor)_v1_[a-f0-9]{64}$/, 'a DigitalOcean token'],
  [/^shp(at|ca|pa|ss)_[a-fA-F0-9]{32}$/, 'a Shopify token'],
]

const namesSecret =
  /(^|_)(SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY|SECRET_KEY_BASE|ENCRYPTION_KEY|SIGNING_KEY|AUTH_KEY|MASTER_KEY)$/i

/** Build tools put these into what every visitor downloads. */
const namesPublic = /^(NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|GATSBY|NUXT_PUBLIC|PUBLIC)_|PUBLI(C|SHABLE)/i

const placeholder =
  /your|change|replace|example|placeholder|dummy|sample|default|insert|fixme|todo|xxxx|\*\*\*|\.\.\.|[<>{}$]/i

/** Typed by hand; where the beginning gives a secret away, it may still be one. */
const inOrder = /123456|abcdef/i

/** What the value of a variable of this name looks like, or something in it; undefined: nothing in particular. */
export const secretIn = (key: string, text: string): string | undefined => {
  if (namesPublic.test(key)) return undefined
  if (hasPrivateKey(text)) return 'a private key'
  for (const part of new Set([text, ...partsOf(text)])) {
    if (hasPassword(part)) return 'an address with a password'
    if (placeholder.test(part)) continue
    const found = known.find(([form]) => form.test(part))
    if (found) return found[1]
  }
  return isNamedSecret(key, text) || holdsNamedSecret(text) ? 'a secret' : undefined
}

/** Whether the name of a variable says that its value is a secret. */
export const saysSecret = (key: string): boolean => namesSecret.test(key) && !namesPublic.test(key)

const isNamedSecret = (key: string, text: string): boolean =>
  saysSecret(key) && !placeholder.test(text) && !inOrder.test(text) && isRandom(text)

// In JSON the line breaks of a key are written as \\n.
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)*([^\s\\"]{1,64})/

const hasPrivateKey = (text: string): boolean => {
  const [, begin = ''] = privateKey.exec(text) ?? []
  return begin !== '' && !placeholder.test(begin)
}

/** JSON, lines `KEY=value`, lists: what stands by itself in a longer text. */
const partsOf = (text: string): readonly string[] =>
  text
    .split(/[\s"'`,;|()[\]{}<>]+/)
    .flatMap((part) => (part.includes('=') ? [part, part.slice(part.indexOf('=') + 1)] : [part]))

/** A name that says so, and a random text next to it: `"client_secret": "…"`. */
const holdsNamedSecret = (text: string): boolean => {
  const words = text.split(/[\s"'`,;|()[\]{}<>&?:=]+/)
  return words.some((word, index) => isNamedSecret(word, words[index + 1] ?? ''))
}

const weakPasswords =
  /^(pass(word|wd)?|pwd|secret|root|admin|user|guest|test|postgres|mysql|redis|mongo|rabbitmq)\d{0,4}$/i
const anyHost = /example\.|your|[<>{}$]|\.\.\./i
const nearby = /^(localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|db$|postgres$|redis$|mysql$)/i

/** A connection string with a password that is worth something: not `postgres:postgres@localhost`. */
const hasPassword = (text: string): boolean => {
  const [, user = '', password = '', host = ''] =
    /^[a-z][a-z0-9+.-]*:\/\/([^\s:/@]*):([^\s/@]+)@([^\s/:?]+)/i.exec(text) ?? []
  const isWeak = password.length < 6 || password === user || weakPasswords.test(password)
  return !isWeak && !placeholder.test(password) && !anyHost.test(host) && !nearby.test(host)
}

/** Made by a machine: long, of one piece, with letters and digits mixed all over it. */
const isRandom = (text: string): boolean => {
  if (!/^[A-Za-z0-9+/=_.~-]{16,}$/.test(text)) return false
  const mixed = text.split(/[-_.~]/).filter((part) => part.length >= 6 && isMixed(part))
  return mixed.join('').length >= 12 && bitsPerLetter(text) >= 3
}

/** How often letters and digits take turns: in `rails2024` once, in a hash all the time. */
const isMixed = (text: string): boolean => {
  const turns = text.match(/[a-z]+|[A-Z]+|[0-9]+|[+/=]+/g) ?? []
  return /\d/.test(text) && /[a-z]/i.test(text) && turns.length >= text.length / 4
}

const bitsPerLetter = (text: string): number => {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length
    return bits - share * Math.log2(share)
  }, 0)
}
