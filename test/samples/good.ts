/** The files in `good/`: each loads, one apply settles it, and between them they use every field that a file can have. */

export interface Good {
  readonly file: string
  /** The secrets that it cannot be applied without. */
  readonly secrets?: readonly string[]
  /** The warnings and notes that it loads with: the lines in which each rule finds something. */
  readonly says?: Readonly<Record<string, readonly number[]>>
  /** What it has in common with its other versions. */
  readonly versionOf?: string
}

export const good: readonly Good[] = [
  { file: 'anchors-and-odd-texts.yaml' },
  {
    file: 'as-render-is-in-november.yaml',
    secrets: ['egret-api/MASTER_KEY'],
    says: {
      'empty-value': [29],
      'hostport-as-url': [21],
      'ignored-sync': [17],
      'missing-value': [14],
      'other-region': [19],
      'predeploy-with-disk': [10],
      'refused-by-render': [11, 46],
      'route-destination': [38],
    },
  },
  { file: 'bookshop-a-year-later.yaml', secrets: ['bookshop/STRIPE_KEY'], versionOf: 'bookshop' },
  { file: 'bookshop-at-first.yaml', secrets: ['bookshop/STRIPE_KEY'], versionOf: 'bookshop' },
  { file: 'disks-for-what-must-stay.yaml' },
  {
    file: 'everything-under-x-render-sync.yaml',
    secrets: [
      'quay/authToken',
      'workspace/logStreamToken',
      'thicket-web/logStreamToken',
      'thicket-search/logStreamToken',
      'thicket-jobs/logStreamToken',
      'thicket-nightly/logStreamToken',
      'thicket-cache/logStreamToken',
      'thicket-db/logStreamToken',
      'thicket-web/service-account.json',
      'thicket-search/search.key',
      'thicket-jobs/jobs.key',
      'thicket-nightly/nightly.key',
      'thicket-help/help.key',
      'thicket-mail/SMTP_USER',
      'thicket-mail/SMTP_PASS',
      'thicket-mail/dkim.pem',
    ],
  },
  {
    file: 'fields-that-mean-nothing-there.yaml',
    says: {
      'useless-field': [9, 10, 11, 12, 13, 14, 17, 29, 30, 31, 32, 33, 34, 37, 44, 45, 46, 56, 57, 58],
    },
  },
  {
    file: 'groups-that-share-and-mask.yaml',
    secrets: [
      'orchard-payments/PAYMENTS_TOKEN',
      'orchard-shop/MAPS_TOKEN',
      'orchard-stock/SUPPLIER_TOKEN',
      'orchard-press/SCALE_TOKEN',
      'orchard-harvest/WEATHER_TOKEN',
      'orchard-leaflet/PRINT_TOKEN',
    ],
    says: { 'masked-group-variable': [61] },
  },
  { file: 'key-values-for-each-use.yaml' },
  {
    file: 'logs-that-go-elsewhere.yaml',
    secrets: [
      'workspace/logStreamToken',
      'harbour-tides/logStreamToken',
      'harbour-berths/logStreamToken',
      'harbour-log/logStreamToken',
    ],
  },
  { file: 'monorepo-with-root-dirs.yaml' },
  {
    file: 'old-spellings.yaml',
    secrets: ['guestbook/LICENCE'],
    says: {
      'deprecated-name': [
        2, 3, 8, 13, 14, 15, 16, 17, 32, 34, 35, 36, 37, 38, 42, 46, 47, 48, 49, 50, 54, 59, 63, 66, 67, 68,
        70,
      ],
      'blueprint-only': [2, 16, 17, 74],
      'loose-value': [9, 20, 22, 79],
      'missing-value': [28],
      'useless-field': [38, 50],
      'empty-value': [80],
    },
  },
  {
    file: 'previews-and-what-render-alone-sets.yaml',
    says: { 'blueprint-only': [2, 13, 16, 17, 21, 84, 99, 107] },
  },
  {
    file: 'private-images-with-credentials.yaml',
    secrets: ['ghcr/authToken', 'artifacts/authToken', 'hub/authToken'],
  },
  {
    file: 'rails-with-worker-and-cron.yaml',
    secrets: ['forum-web/RAILS_MASTER_KEY', 'forum-digest/SMTP_PASSWORD'],
  },
  { file: 'replicas-and-pools.yaml' },
  { file: 'scaling-up-and-down.yaml' },
  {
    file: 'secret-files-beside-variables.yaml',
    secrets: [
      'notary/SIGNING_PASSPHRASE',
      'notary/signing.pem',
      'notary-renewal/account.json',
      'notary-files/ACME_ACCOUNT',
      'notary-files/chain.pem',
    ],
  },
  { file: 'services-that-refer-to-each-other.yaml' },
  { file: 'static-site-headers-routes.yaml' },
  { file: 'two-environments-of-one-project.yaml' },
  { file: 'ungrouped-beside-a-project.yaml' },
  {
    file: 'workflows-beside-services.yaml',
    secrets: ['ferry-flows/RENDER_API_KEY'],
    says: {
      'blueprint-only': [22, 30],
      'deprecated-name': [54, 57],
      'empty-value': [68],
      'refused-by-render': [21],
    },
  },
]
