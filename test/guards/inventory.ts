/** What a workspace has, by address: told by the emulator's own records, and by nothing that render-sync reads. */
import type { Emulator } from '../../src/emulator/index.ts'

const rowsOf = <Row>(table: Readonly<Record<string, Row>>): readonly Row[] => Object.values(table)

const inside = (holder: string, part: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${holder}/${part}/${name}`)

/** Resources and their items, sorted. */
export const inventoryOf = (emulator: Emulator): readonly string[] => {
  const state = emulator.state()
  const services = rowsOf(state.services).flatMap((service) => {
    const here = `service/${service.config.name}`
    return [
      here,
      ...inside(
        here,
        'env',
        service.envVars.map(({ key }) => key),
      ),
      ...inside(
        here,
        'file',
        service.secretFiles.map(({ name }) => name),
      ),
      ...inside(
        here,
        'domain',
        service.domains.map(({ name }) => name),
      ),
      ...inside(
        here,
        'header',
        service.headers.map(({ name }) => name),
      ),
      ...inside(
        here,
        'route',
        service.routes.map(({ source }) => source),
      ),
      ...(service.diskId === undefined ? [] : [`${here}/disk`]),
    ]
  })
  const groups = rowsOf(state.envGroups).flatMap((group) => {
    const here = `group/${group.name}`
    const linked = group.serviceIds.map((id) => state.services[id]?.config.name ?? id)
    return [
      here,
      ...inside(
        here,
        'env',
        group.envVars.map(({ key }) => key),
      ),
      ...linked.map((name) => `service/${name}/group/${group.name}`),
    ]
  })
  const projects = rowsOf(state.projects).flatMap(({ id, name }) => [
    `project/${name}`,
    ...rowsOf(state.environments).flatMap((environment) =>
      environment.projectId === id ? [`environment/${name}/${environment.name}`] : [],
    ),
  ])
  return [
    ...services,
    ...groups,
    ...projects,
    ...rowsOf(state.postgres).map(({ name }) => `database/${name}`),
    ...rowsOf(state.keyValues).map(({ name }) => `keyvalue/${name}`),
    ...rowsOf(state.webhooks).map(({ name }) => `webhook/${name}`),
    ...rowsOf(state.registryCredentials).map(({ name }) => `registry-credential/${name}`),
  ].sort()
}
