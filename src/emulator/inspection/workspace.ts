import { statusOf } from '../datastores/datastores.ts'
import { isFinished } from '../deploys/deploys.ts'
import type { Service } from '../services/record.ts'
import type { Datastore } from '../state/store.ts'
import type { World } from '../state/world.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import type { Look, Section } from './table.ts'
import { badge, row, section, several, words } from './table.ts'

/** What the page shows of the workspace: names, plans and states, and the value of nothing. */

const looks: Readonly<Record<string, Look>> = {
  live: 'good',
  available: 'good',
  canceled: 'off',
  deactivated: 'off',
  suspended: 'off',
  build_failed: 'bad',
  pre_deploy_failed: 'bad',
  update_failed: 'bad',
  unavailable: 'bad',
}

const status = (name: string): Html => badge(words(name), looks[name] ?? 'busy')

/** As people count: service-2 comes before service-10. */
const { compare } = new Intl.Collator('en', { numeric: true })

const sorted = <T>(records: Readonly<Record<string, T>>, nameOf: (record: T) => string): T[] =>
  Object.values(records).sort((a, b) => compare(nameOf(a), nameOf(b)))

const byName = <T extends { name: string }>(records: Readonly<Record<string, T>>) =>
  sorted(records, ({ name }) => name)

const placeOf = ({ state }: World, environmentId: string | undefined): string | undefined => {
  const environment = state.environments[environmentId ?? '']
  return environment && `${state.projects[environment.projectId]?.name} / ${environment.name}`
}

const deployState = ({ suspended, deploys }: Service): Html => {
  const deploy = deploys.at(-1)
  if (suspended || !deploy) return status(suspended ? 'suspended' : 'not deployed')
  const { trigger, updatedAt } = deploy
  return html`${status(deploy.status)}<small>${words(trigger)}, ${updatedAt.slice(11, 19)} UTC</small>`
}

const services = (world: World): Section => {
  const all = sorted(world.state.services, ({ config }) => config.name)
  const deploying = all.filter(({ deploys }) => !deploys.every(isFinished)).length
  const rows = all.map((service) => {
    const { id, type, region, config, environmentId } = service
    const about = [words(type), config.plan, region, placeOf(world, environmentId)]
    return row({ key: id, name: config.name, about, state: deployState(service) })
  })
  return section(rows, 'No services yet.', deploying ? `${all.length}, ${deploying} deploying` : all.length)
}

const datastores = (world: World): Section => {
  const line = (kind: string, store: Datastore) => {
    const about = [kind, words(store.plan), store.region, placeOf(world, store.environmentId)]
    return row({ key: store.id, name: store.name, about, state: status(statusOf(world, store)) })
  }
  const rows = [
    ...byName(world.state.postgres).map((database) =>
      line(`Postgres ${database.version}${database.primaryId ? ', replica' : ''}`, database),
    ),
    ...byName(world.state.keyValues).map((store) => line('key value', store)),
  ]
  return section(rows, 'No databases and no key values yet.')
}

const groups = (world: World): Section => {
  const rows = byName(world.state.envGroups).map((group) =>
    row({
      key: group.id,
      name: group.name,
      about: [
        several(group.envVars.length, 'variable'),
        several(group.secretFiles.length, 'secret file'),
        placeOf(world, group.environmentId),
      ],
      state: several(group.serviceIds.length, 'service'),
    }),
  )
  return section(rows, 'No environment groups yet.')
}

const projects = ({ state }: World): Section => {
  const rows = byName(state.projects).map(({ id, name }) => {
    const environments = byName(state.environments).filter(({ projectId }) => projectId === id)
    const about = environments.map((environment) =>
      environment.protectedStatus === 'protected' ? `${environment.name} (protected)` : environment.name,
    )
    return row({ key: id, name, about, state: several(environments.length, 'environment') })
  })
  return section(rows, 'No projects yet.')
}

export const workspaceSections = (world: World) => ({
  services: services(world),
  datastores: datastores(world),
  groups: groups(world),
  projects: projects(world),
})
