/** The certificate of a server of this machine: its own, so that whoever is to trust it has to be told. */

export interface Certificate {
  /** PEM. */
  readonly key: string
  /** PEM; what a client must trust. */
  readonly cert: string
}

const extensions = [
  // Trusted by itself, and able to sign nothing: a client that trusts it trusts nobody else.
  { name: 'basicConstraints' as const, cA: false, critical: true },
  { name: 'keyUsage' as const, digitalSignature: true, critical: true },
  { name: 'extKeyUsage' as const, serverAuth: true },
  {
    name: 'subjectAltName' as const,
    altNames: [
      { type: 2 as const, value: 'localhost' },
      { type: 7 as const, ip: '127.0.0.1' },
      { type: 7 as const, ip: '::1' },
    ],
  },
]

/** A new one for this machine's own names, good for a year. */
export const newCertificate = async (): Promise<Certificate> => {
  // When it is needed: reading it takes longer than the start of all the rest.
  const { default: selfsigned } = await import('selfsigned')
  const made = await selfsigned.generate([{ name: 'commonName', value: 'render-sync emulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions,
  })
  return { key: made.private, cert: made.cert }
}
