import { statusOf } from '../datastores/index.ts'
import type { Datastore, Service } from '../records/index.ts'
import type { World } from '../state/index.ts'
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

const sorted = <T>(records: readonly T[], nameOf: (record: T) => string): T[] =>
  records.toSorted((a, b) => compare(nameOf(a), nameOf(b)))

const byName = <T extends { name: string }>(records: readonly T[]) => sorted(records, ({ name }) => name)

const placeOf = (world: World, environmentId: string | undefined): string | undefined => {
  const environment = world.environments.get(environmentId)
  return environment && `${world.projects.get(environment.projectId)?.name} / ${environment.name}`
}

const deployState = (world: World, { id, suspended }: Service): Html => {
  const deploy = world.deploys.by('service', id).at(-1)
  if (suspended || !deploy) return status(suspended ? 'suspended' : 'not deployed')
  const { trigger, updatedAt } = deploy
  return html`${status(deploy.status)}<small>${words(trigger)}, ${updatedAt.slice(11, 19)} UTC</small>`
}

const services = (world: World): Section => {
  const all = sorted(world.services.all(), ({ config }) => config.name)
  const deploying = all.filter(({ id }) => world.deploys.ids('unfinished', id).size > 0).length
  const rows = all.map((service) => {
    const { id, type, region, config, environmentId } = service
    const about = [words(type), config.plan, region, placeOf(world, environmentId)]
    return row({ key: id, name: config.name, about, state: deployState(world, service) })
  })
  return section(rows, 'No services yet.', deploying ? `${all.length}, ${deploying} deploying` : all.length)
}

const datastores = (world: World): Section => {
  const line = (kind: string, store: Datastore) => {
    const about = [kind, words(store.plan), store.region, placeOf(world, store.environmentId)]
    return row({ key: store.id, name: store.name, about, state: status(statusOf(world, store)) })
  }
  const rows = [
    ...byName(world.postgres.all()).map((database) =>
      line(`Postgres ${database.version}${database.primaryId ? ', replica' : ''}`, database),
    ),
    ...byName(world.keyValues.all()).map((store) => line('key value', store)),
  ]
  return section(rows, 'No databases and no key values yet.')
}

const groups = (world: World): Section => {
  const rows = byName(world.envGroups.all()).map((group) =>
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

const projects = (world: World): Section => {
  const rows = byName(world.projects.all()).map(({ id, name }) => {
    const environments = byName(world.environments.by('project', id))
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
