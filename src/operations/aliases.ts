/** Names that agents know operations by from elsewhere: those of three texts that others wrote about the same API. */
import type { OperationId } from './table.ts'

export const aliases = {
  list_all_render_services: 'services.list',
  list_all_render_deploys: 'deploys.list',
  create_a_render_deploy: 'deploys.create',
  render_deploys_roll_back: 'deploys.rollBack',
  list_all_render_environment_groups: 'groups.list',
  list_all_render_service_environment_variables: 'variables.list',
  update_a_render_environment_variable_by_id: 'variables.set',
  list_services: 'services.list',
  get_service: 'services.get',
  create_service: 'services.create',
  list_deploys: 'deploys.list',
  get_deploy: 'deploys.get',
  list_jobs: 'jobs.list',
  get_current_user: 'users.me',
} as const satisfies Readonly<Record<string, OperationId>>

/** The id of the operation that somebody calls so; a name that is no other is its own. */
export const idFor = (name: string): string =>
  Object.hasOwn(aliases, name) ? aliases[name as keyof typeof aliases] : name
