// The least GETs that a plan can be made with: docs/requests.md as code. It looks at the file and at what the emulator holds, and
// uses nothing of render-sync.

const pageSize = 100
const pages = (items) => Math.floor(items / pageSize) + 1
const countOf = (table) => Object.keys(table).length

const list = (holder, name) => holder?.[name] ?? []
const extension = (resource) => resource['x-render-sync'] ?? {}

/** What the file declares, wherever it stands. */
const declaredIn = (file) => {
  const environments = list(file, 'projects').flatMap((project) => list(project, 'environments'))
  const holders = [
    { ...file, placed: false },
    ...[file.ungrouped ?? [], environments].flat().map((holder) => ({ ...holder, placed: true })),
  ]
  const all = (name) =>
    holders.flatMap((holder) => list(holder, name).map((one) => ({ ...one, placed: holder.placed })))
  return {
    services: all('services').filter(({ type }) => type !== 'keyvalue'),
    stores: all('services').filter(({ type }) => type === 'keyvalue'),
    databases: all('databases'),
    groups: all('envVarGroups'),
    webhooks: list(extension(file), 'webhooks'),
    credentials: list(extension(file), 'registryCredentials'),
    singles: ['logStream', 'notifications'].filter((name) => extension(file)[name]),
    hasPlaces: holders.length > 1,
  }
}

const variablesOf = (resource) => list(resource, 'envVars').filter(({ key }) => key !== undefined)
const linksOf = (service) => list(service, 'envVars').flatMap(({ fromGroup }) => fromGroup ?? [])
const named = (table, nameOf = ({ name }) => name) =>
  new Map(Object.values(table).map((one) => [nameOf(one), one]))

const prunedIn = (file) => {
  const prune = extension(file).prune ?? []
  return new Set(Array.isArray(prune) ? prune : prune.kinds)
}

const lists = (declared, state, pruned) => {
  const { services, webhooks, credentials, singles, hasPlaces } = declared
  const { owners, projects, environments, postgres, keyValues, envGroups } = state
  const always = [owners, state.services, postgres, keyValues, envGroups]
  const places = hasPlaces || pruned.has('projects') || pruned.has('environments')
  const usesWorkflows = pruned.has('services') || pruned.has('projects') || pruned.has('environments')
  const usesCredentials = services.some(({ image, registryCredential }) => image?.creds ?? registryCredential)
  return [
    ...always,
    ...(places ? [projects] : []),
    ...(places && countOf(projects) > 0 ? [environments] : []),
    ...(usesWorkflows ? [state.workflows] : []),
    ...(credentials.length > 0 || usesCredentials || pruned.has('registryCredentials')
      ? [state.registryCredentials]
      : []),
    ...(webhooks.length > 0 || pruned.has('webhooks') ? [state.webhooks] : []),
  ].reduce((sum, table) => sum + pages(countOf(table)), singles.length)
}

/** Parameters of databases, which no list has, and log streams, of which there is one page. */
const settings = ({ services, stores, databases }, state) => {
  const live = [
    [services, named(state.services, ({ config }) => config.name)],
    [stores, named(state.keyValues)],
    [databases, named(state.postgres)],
  ].flatMap(([resources, there]) =>
    resources.flatMap((one) => (there.has(one.name) ? [[extension(one), there.get(one.name).id]] : [])),
  )
  const parameters = live.filter(([{ parameterOverrides }]) => parameterOverrides).length
  const streams = live.flatMap(([{ logStream }, id]) => (logStream ? [id] : []))
  const newestFirst = Object.values(state.resourceLogStreams)
    .map(({ id }) => id)
    .toSorted((a, b) => (a.slice(4) < b.slice(4) ? 1 : -1))
  const page = newestFirst.slice(0, pageSize)
  const beyond = page.length < pageSize ? [] : streams.filter((id) => !page.includes(id))
  return parameters + (streams.length > 0 ? 1 + beyond.length : 0)
}

/** What declared services that are live have in lists of their own. */
const itemLists = (pairs, state, pruned) => {
  const isRead = (service, part, given = list(service, part)) => given.length > 0 || pruned.has(part)
  const isPublic = ({ type }) => type === 'web'
  const isStatic = ({ runtime }) => runtime === 'static'
  const own = pairs.flatMap(([service, live]) => [
    ...(isPublic(service) && isRead(service, 'domains') ? [live.domains] : []),
    ...(isStatic(service) && isRead(service, 'headers') ? [live.headers] : []),
    ...(isStatic(service) && isRead(service, 'routes') ? [live.routes] : []),
    ...(isRead(service, 'secretFiles', list(extension(service), 'secretFiles')) ? [live.secretFiles] : []),
  ])
  const overrides = pairs.some(([service]) => extension(service).notifications)
    ? pages(countOf(state.notificationOverrides))
    : 0
  return own.reduce((sum, items) => sum + pages(items.length), overrides)
}

/** A service that is suspended has no deploy to judge. */
const deploys = (pairs) => pairs.filter(([, { suspended }]) => !suspended).length

/** One page tells whether something was written since the newest deploys: of variables and disks, which leave a trace there. */
const auditLog = (declared, pairs) => {
  const groups = named(declared.groups)
  const isAudited = (group) =>
    group && list(group, 'envVars').length + list(extension(group), 'secrets').length > 0
  const mayOwe = pairs.some(
    ([service, { suspended }]) =>
      !suspended &&
      (service.disk ||
        variablesOf(service).length > 0 ||
        linksOf(service).some((link) => isAudited(groups.get(link)))),
  )
  return mayOwe ? 1 : 0
}

/** Which of the declared resources are there that a Blueprint could manage. */
const isManageable = ({ services, stores, databases, groups }, state) =>
  [
    [services, named(state.services, ({ config }) => config.name)],
    [stores, named(state.keyValues)],
    [databases, named(state.postgres)],
    [groups, named(state.envGroups)],
  ].some(([declared, live]) => declared.some(({ name }) => live.has(name)))

/** The list of them, and each one that syncs by itself. */
const blueprints = (declared, state) => {
  if (!isManageable(declared, state)) return 0
  const all = Object.values(state.blueprints)
  return pages(all.length) + all.filter(({ autoSync }) => autoSync).length
}

const withConnection = new Set(['connectionString', 'connectionPoolString', 'password'])

const connections = (services, state) => {
  const databases = named(state.postgres)
  const stores = named(state.keyValues)
  const referred = services.flatMap(variablesOf).flatMap(({ fromDatabase, fromService }) => {
    const { name, property } = fromDatabase ?? fromService ?? {}
    const live = fromDatabase ? databases.get(name) : fromService?.type === 'keyvalue' && stores.get(name)
    return live && withConnection.has(property) ? [live.id] : []
  })
  return new Set(referred).size
}

/** Whether the file says what the variable is. */
const isGiven = (variable) => variable && variable.sync !== false && !variable.generateValue

/** Who may take a value from what is pruned, and stand in no file. */
const takersOf = (table, pruned) =>
  pruned.has('services') || pruned.has('databases') ? Object.values(table) : []

/** The services and groups whose variables have to be known. */
const scopes = (declared, pairs, state, pruned) => {
  const groups = named(state.envGroups)
  const live = named(state.services, ({ config }) => config.name)
  const linkedTo = ({ id }) =>
    Object.values(state.envGroups).filter(({ serviceIds }) => serviceIds.includes(id))
  const readServices = new Set(takersOf(state.services, pruned))
  const readGroups = new Set(takersOf(state.envGroups, pruned))
  const read = (group) => group && readGroups.add(group)
  for (const group of declared.groups) {
    const { secrets = [], secretFiles = [] } = extension(group)
    const given = list(group, 'envVars').length + secrets.length + secretFiles.length
    if (group.placed || given > 0 || pruned.has('envVars') || pruned.has('secretFiles'))
      read(groups.get(group.name))
  }
  for (const service of declared.services) for (const link of linksOf(service)) read(groups.get(link))
  for (const [service, there] of pairs) {
    if (list(service, 'envVars').length === 0 && !pruned.has('envVars') && !pruned.has('groupLinks')) continue
    readServices.add(there)
    for (const group of linkedTo(there)) read(group)
  }
  const declaredService = named(declared.services)
  const declaredGroup = named(declared.groups)
  const follow = ({ name, envVarKey }) => {
    const isThis = ({ key }) => key === envVarKey
    if (isGiven(variablesOf(declaredService.get(name)).find(isThis))) return
    const there = live.get(name)
    if (!there) return
    readServices.add(there)
    if (there.envVars.some(isThis)) return
    const youngestFirst = linkedTo(there).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    for (const group of youngestFirst) {
      if (isGiven(variablesOf(declaredGroup.get(group.name)).find(isThis))) return
      read(group)
      if (group.envVars.some(isThis)) return
    }
  }
  for (const { fromService } of declared.services.flatMap(variablesOf)) {
    if (fromService?.envVarKey !== undefined) follow(fromService)
  }
  return [...readServices].reduce((sum, { envVars }) => sum + pages(envVars.length), readGroups.size)
}

export const boundOf = (file, state) => {
  const declared = declaredIn(file)
  const pruned = prunedIn(file)
  const live = named(state.services, ({ config }) => config.name)
  const pairs = declared.services.flatMap((service) => {
    const there = live.get(service.name)
    return there ? [[service, there]] : []
  })
  return (
    lists(declared, state, pruned) +
    itemLists(pairs, state, pruned) +
    settings(declared, state) +
    deploys(pairs) +
    auditLog(declared, pairs) +
    blueprints(declared, state) +
    connections(declared.services, state) +
    scopes(declared, pairs, state, pruned)
  )
}
