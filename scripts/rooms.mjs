/**
 * The rooms of the house: one row for every folder of `src`, `cli` and `action`, each below what is built on it.
 *
 * `may`: rooms, or single files, whose values a room may use; types may come from wherever those may, and from `types`, for
 * types are gone when the program runs. `doors`: the files of a room that others may import; by default its `index.ts`. `many`: a folder
 * of rows, of which there are as many as the outside world has.
 *
 * @typedef {{ readonly may: readonly string[], readonly types?: readonly string[], readonly doors?: readonly string[], readonly many?: true }} Room
 */

/** The nouns. They know each other, and of the rooms below only types. */
const nouns = ['address', 'change', 'clock', 'desired', 'hidden', 'live', 'problem', 'source']
const hall = nouns.map((noun) => `src/${noun}.ts`)

/** The witness: it has rooms of its own, and of the engine nothing but the clock. */
const witness = {
  'src/emulator/request': { may: [] },
  'src/emulator/records': { may: ['src/emulator/request'] },
  'src/emulator/state': { may: ['src/emulator/records', 'src/emulator/request'], types: ['src/clock.ts'] },
  'src/emulator/operation': {
    may: ['src/emulator/records', 'src/emulator/request'],
    types: ['src/emulator/state'],
  },
  ...Object.fromEntries(
    Object.entries({
      account: [],
      datastores: [],
      deploys: [],
      services: ['src/emulator/deploys'],
      workflows: [],
      workspace: ['src/emulator/datastores', 'src/emulator/services', 'src/emulator/workflows'],
    }).map(([room, more]) => [
      `src/emulator/${room}`,
      { may: [...['request', 'records', 'state', 'operation'].map((one) => `src/emulator/${one}`), ...more] },
    ]),
  ),
  'src/emulator/answering': {
    may: ['account', 'deploys', 'operation', 'records', 'request'].map((room) => `src/emulator/${room}`),
    types: ['src/clock.ts', 'src/emulator/state'],
  },
  'src/emulator/faults': {
    may: ['src/emulator/records', 'src/emulator/request'],
    types: ['src/clock.ts', 'src/emulator/answering', 'src/emulator/state'],
  },
  'src/emulator/inspection': {
    may: ['account', 'datastores', 'deploys', 'request'].map((room) => `src/emulator/${room}`),
    types: ['src/emulator/answering', 'src/emulator/records', 'src/emulator/state'],
  },
  'src/emulator/server': { may: ['src/emulator/faults', 'src/emulator/operation'], types: ['src/emulator'] },
  'src/emulator': {
    may: [
      'src/clock.ts',
      ...[
        'account',
        'answering',
        'datastores',
        'deploys',
        'faults',
        'inspection',
        'operation',
        'records',
        'server',
        'services',
        'state',
        'workflows',
        'workspace',
      ].map((room) => `src/emulator/${room}`),
    ],
  },
}

/** The command line, from what is typed down to what is printed; of the engine it has what everybody has. */
const engine = ['src/index.ts']
const acting = ['shell', 'flags', 'input', 'words', 'render', 'telling'].map((room) => `cli/${room}`)
/** What is loaded when a format is asked for. */
const whenUsed = ['graph', 'machines', 'html'].map((room) => `cli/render/${room}`)
const front = {
  'cli/shell': { may: ['package.json'], types: ['src/mask'] },
  'cli/flags': { may: ['cli/shell'] },
  'cli/completion': { may: [] },
  'cli/input/reading': { may: [...engine, 'cli/shell'] },
  'cli/input/secrets': { may: [...engine, 'cli/shell', 'cli/flags', 'cli/input/reading'] },
  'cli/input': {
    may: [
      'schemas/accounts.schema.json',
      ...engine,
      'cli/shell',
      'cli/flags',
      'cli/input/reading',
      'cli/input/secrets',
    ],
  },
  'cli/words': { may: [...engine, 'cli/shell'] },
  'cli/render/lists': { may: [...engine, 'cli/shell', 'cli/words'] },
  'cli/render/view': { may: [...engine, 'cli/words'] },
  'cli/render/graph': { may: [...engine, 'cli/words', 'cli/render/view'] },
  ...Object.fromEntries(
    Object.entries({ text: ['lists'], markdown: ['lists', 'graph'], machines: [], html: ['graph'] }).map(
      ([format, more]) => [
        `cli/render/${format}`,
        {
          may: [
            ...engine,
            'cli/shell',
            'cli/words',
            ...['view', ...more].map((room) => `cli/render/${room}`),
          ],
        },
      ],
    ),
  ),
  'cli/render': {
    may: [
      ...engine,
      'cli/shell',
      'cli/words',
      ...['view', 'lists', 'text', 'markdown', 'machines', 'html', 'graph'].map(
        (room) => `cli/render/${room}`,
      ),
    ],
  },
  'cli/telling': { may: [...engine, 'cli/shell', 'cli/words', 'cli/render'] },
  'cli/emulating': { may: [...engine, 'src/emulator', 'cli/shell', 'cli/flags', 'cli/input'] },
  // Each act is loaded when it is done, and so is a door of its own.
  'cli/acts/looking': { may: [...engine, ...acting, ...whenUsed], doors: ['*'] },
  'cli/acts/planning': { may: [...engine, ...acting, ...whenUsed], doors: ['*'] },
  'cli/acts/listening': { may: [...engine, ...acting], doors: ['*'] },
  'cli/acts/operating': { may: [...engine, ...acting], doors: ['*'] },
  'cli/acts/running': { may: [...engine, ...acting], doors: ['*'] },
  'cli/acts/scopes': { may: [...engine, ...acting, 'cli/acts/running'], doors: ['*'] },
  'cli/acts/accounts': { may: [...engine, ...acting, 'cli/acts/running'], doors: ['*'] },
  'cli/acts/starting': { may: [...engine, ...acting], doors: ['*'] },
  'cli/acts': {
    may: [
      ...engine,
      'src/emulator',
      ...acting,
      ...[
        'completion',
        'emulating',
        'acts/listening',
        'acts/looking',
        'acts/operating',
        'acts/running',
        'acts/accounts',
        'acts/scopes',
        'acts/planning',
        'acts/starting',
      ].map((room) => `cli/${room}`),
    ],
  },
  'cli/verbs': { may: ['cli/flags', 'cli/acts'], many: true },
  cli: {
    may: [
      ...engine,
      'src/mask',
      ...['shell', 'flags', 'input', 'words', 'verbs', 'render/machines', 'render/html'].map(
        (room) => `cli/${room}`,
      ),
    ],
  },
}

/** The GitHub Action: a front door that runs the command line, and says in a pull request what it has said. */
const forge = {
  'action/asked': { may: [...engine, 'cli/flags', 'cli/input', 'cli/verbs'] },
  'action/told': { may: [...engine, 'cli/words', 'cli/render', 'action/asked'] },
  'action/github': { may: [...engine, 'cli/shell', 'action/asked', 'action/told'] },
  'action/doing': {
    may: [
      ...engine,
      'cli/run.ts',
      ...['shell', 'input', 'words', 'render'].map((room) => `cli/${room}`),
      ...['asked', 'told', 'github'].map((room) => `action/${room}`),
    ],
  },
  action: {
    may: [...engine, 'cli/shell', 'cli/input', ...['asked', 'told', 'doing'].map((room) => `action/${room}`)],
  },
}

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
  'src/mask': { may: [] },
  'src/http/limits': { may: [], types: ['src/clock.ts'] },
  'src/http/wire': { may: [], types: ['src/clock.ts', 'src/http/forms.ts', 'src/http/request.ts'] },
  'src/http/connections': { may: ['src/http/wire'] },
  'src/http': {
    may: [
      'src/clock.ts',
      'src/problem.ts',
      'src/mask',
      ...['limits', 'wire', 'connections'].map((room) => `src/http/${room}`),
    ],
  },
  'src/rows': { may: ['src/http'] },
  ...Object.fromEntries(hall.map((noun) => [noun, { may: hall, types: ['src/rows', 'src/http'] }])),
  'src/kinds/shared': { may: ['src/http', 'src/rows'], doors: ['*'] },
  'src/kinds/aspects': {
    may: [...hall, 'src/http', 'src/rows', 'src/kinds/shared'],
    doors: ['*'],
    many: true,
  },
  'src/kinds': {
    may: [...hall, 'src/http', 'src/rows', 'src/kinds/shared', 'src/kinds/aspects'],
    many: true,
  },
  'src/references': { may: [...hall, 'src/rows', 'src/kinds'] },
  'src/read/around': {
    may: [
      ...hall,
      ...['http', 'rows', 'kinds', 'references', 'read/facts.ts', 'read/lists.ts', 'read/observe.ts'].map(
        (one) => `src/${one}`,
      ),
    ],
    types: ['src/read'],
  },
  'src/read': {
    may: [...hall, 'src/mask', 'src/http', 'src/rows', 'src/kinds', 'src/references', 'src/read/around'],
  },
  'src/cost': { may: [...hall, 'src/rows', 'src/kinds', 'src/file/messages', 'src/file/text'] },
  'src/plan/deleting': {
    may: [...hall, 'src/rows', 'src/kinds', 'src/references', 'src/plan/diff.ts'],
    types: ['src/http'],
  },
  'src/plan/checks': {
    may: [...hall, 'src/rows', 'src/references', 'src/plan/outputs.ts', 'src/plan/deleting'],
  },
  'src/plan/digests': {
    may: [...hall, 'src/rows', 'src/references', 'src/plan/diff.ts', 'src/plan/compare-items.ts'],
  },
  'src/plan/deploys': { may: [...hall, 'src/rows', 'src/references', 'src/plan/diff.ts'] },
  'src/plan/estimate': {
    may: [...hall, 'src/http/limits', 'src/rows', 'src/plan/budget.ts'],
    types: ['src/http', 'src/plan/graph.ts', 'src/plan/until.ts', 'src/plan/waits.ts'],
  },
  'src/plan/secrets': { may: [...hall, 'src/rows', 'src/references'] },
  'src/plan': {
    may: [
      ...hall,
      'src/http/limits',
      'src/rows',
      'src/references',
      'src/cost',
      ...['checks', 'deleting', 'deploys', 'digests', 'estimate', 'secrets'].map(
        (room) => `src/plan/${room}`,
      ),
    ],
  },
  'src/apply/deploys': {
    may: [
      ...[...hall, 'src/http', 'src/rows', 'src/read', 'src/plan'],
      ...['src/apply/run.ts', 'src/apply/wishes.ts', 'src/apply/meanwhile'],
    ],
    types: ['src/apply'],
  },
  'src/apply/watching': { may: [...hall, 'src/http'], types: ['src/rows'] },
  'src/apply/meanwhile': {
    may: [...hall, 'src/http', 'src/rows', 'src/references', 'src/read', 'src/plan', 'src/apply/run.ts'],
    types: ['src/apply'],
  },
  'src/apply': {
    may: [
      ...hall,
      ...[
        'http',
        'rows',
        'references',
        'read',
        'plan',
        'apply/deploys',
        'apply/meanwhile',
        'apply/watching',
      ].map((room) => `src/${room}`),
    ],
  },
  'src/file/messages': { may: ['src/problem.ts', 'src/rows'] },
  'src/file/text': { may: [...hall, 'src/rows', 'src/file/messages'] },
  'src/file/form': { may: [...hall, 'src/rows', 'src/kinds', 'src/file/messages', 'src/file/text'] },
  'src/file/merge': { may: [...hall, 'src/rows', 'src/file/messages', 'src/file/text', 'src/file/form'] },
  'src/file/judge': { may: [...hall, 'src/rows', 'src/file/text', 'src/file/form'] },
  'src/file/rules': {
    may: [...hall, 'src/rows', ...['messages', 'text', 'form', 'judge'].map((room) => `src/file/${room}`)],
    many: true,
  },
  'src/file': {
    may: [
      ...hall,
      'src/rows',
      'src/kinds',
      ...['messages', 'text', 'form', 'merge', 'judge', 'rules'].map((room) => `src/file/${room}`),
    ],
  },
  'src/pull/spelling': {
    may: [...hall, 'src/rows', 'src/kinds', 'src/references', 'src/file'],
    types: ['src/mask'],
  },
  'src/pull': {
    may: [
      ...hall,
      ...['rows', 'kinds', 'references', 'read', 'plan', 'file', 'pull/spelling'].map(
        (room) => `src/${room}`,
      ),
    ],
    types: ['src/mask', 'src/http'],
  },
  'src/drift': {
    may: [
      ...hall,
      ...['rows', 'references', 'plan', 'file/messages', 'file/text', 'file'].map((room) => `src/${room}`),
    ],
  },
  'src/operations/shared': { may: ['src/http'], types: ['src/hidden.ts', 'src/rows'], doors: ['*'] },
  'src/operations/rows': { may: ['src/http', 'src/operations/shared'], doors: ['*'], many: true },
  'src/operations': {
    may: [...hall, 'src/http', 'src/rows', 'src/operations/shared', 'src/operations/rows'],
  },
  'src/listening': { may: hall },
  'src/running': { may: [...hall, 'src/http', 'src/operations'] },
  'src/scopes': {
    may: [...hall, ...['http', 'rows', 'references', 'read', 'operations'].map((room) => `src/${room}`)],
  },
  'src/session.ts': {
    may: [...hall, 'src/read', 'src/plan', 'src/apply', 'src/pull', 'src/file'],
    types: ['src/mask', 'src/cost'],
  },
  'src/saved': {
    may: [...hall, 'src/plan', 'src/session.ts'],
    types: ['src/rows', 'src/file', 'src/references'],
  },
  'src/index.ts': {
    may: [
      ...hall,
      ...[
        'mask',
        'http',
        'rows',
        'kinds',
        'references',
        'read',
        'cost',
        'plan',
        'apply',
        'pull',
        'file',
        'drift',
        'saved',
        'operations',
        'running',
        'scopes',
        'listening',
      ].map((room) => `src/${room}`),
      'src/session.ts',
    ],
  },
  ...witness,
  ...front,
  ...forge,
}
