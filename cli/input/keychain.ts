/** The system's keychain, where the optional package for it is installed. */
import { fail } from './reading/index.ts'

const service = 'render-sync'

interface Entry {
  getPassword(): string | null
  setPassword(password: string): void
}

/** Its name is a text, so that nobody looks for it before it is needed. */
const entryOf = async (account: string): Promise<Entry> => {
  const name: string = '@napi-rs/keyring'
  try {
    const { Entry: Made } = (await import(name)) as {
      readonly Entry: new (service: string, account: string) => Entry
    }
    return new Made(service, account)
  } catch {
    return fail(
      'bad-usage',
      'the keychain of the system cannot be used',
      `Install ${name} beside render-sync.`,
    )
  }
}

export const keyInKeychain = async (account: string): Promise<string> =>
  (await entryOf(account)).getPassword() ??
  fail(
    'missing-api-key',
    `account ${account}: the keychain has no key for it`,
    'Put it there with: render-sync login',
  )

export const keepInKeychain = async (account: string, key: string): Promise<void> =>
  (await entryOf(account)).setPassword(key)
