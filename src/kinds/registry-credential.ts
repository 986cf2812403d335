import type { ReadKind } from '../kind.ts'

export interface RegistryCredentialLive {
  readonly id: string
  readonly name: string
}

/** Credentials for image registries: referred to by name, made elsewhere. */
export const registryCredential: ReadKind<RegistryCredentialLive> = {
  title: 'registry credential',
  doc: 'A credential for a registry of images.',
  prefix: 'registry-credential',
  idPrefix: 'rgc',
  onDemand: true,
  list: (owner) => ({ path: '/registrycredentials', query: { ownerId: [owner] } }),
  nameOf: (live) => live.name,
  outputs: {},
}
