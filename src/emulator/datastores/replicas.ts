import type { Postgres } from '../records/index.ts'
import { withLetter } from '../records/index.ts'
import type { World } from '../state/index.ts'
import type { ReplicaInput } from './postgres-bodies.ts'
import { starting } from './status.ts'

/** The replicas of a database, which are databases too. */

const addReplica = (world: World, primary: Postgres, input: ReplicaInput): void => {
  world.postgres.change(primary, { replicasMade: primary.replicasMade + 1 })
  const letter = String.fromCharCode('a'.charCodeAt(0) + primary.replicasMade)
  const id = withLetter(primary.id.slice(0, -2), letter)
  const now = world.moments.now()
  world.postgres.put({
    ...primary,
    id,
    name: input.name,
    primaryId: primary.id,
    parameterOverrides: input.parameterOverrides ?? {},
    highAvailabilityEnabled: false,
    replicasMade: 0,
    createdAt: now,
    updatedAt: now,
    exports: [],
    busy: starting(world, input.name, world.takes('postgres')),
  })
}

export const deletePostgres = (world: World, database: Postgres): void => {
  for (const replica of world.postgres.by('primary', database.id)) deletePostgres(world, replica)
  world.postgres.remove(database.id)
  world.resourceLogStreams.remove(database.id)
}

/** Makes the replicas what the list says, matched by name: another name is another replica (API facts §1.8). */
export const setReplicas = (world: World, primary: Postgres, wanted: readonly ReplicaInput[]): void => {
  const there = world.postgres.by('primary', primary.id)
  for (const replica of there)
    if (!wanted.some(({ name }) => name === replica.name)) deletePostgres(world, replica)
  for (const input of wanted) {
    const known = there.find(({ name }) => name === input.name)
    if (!known) addReplica(world, primary, input)
    else if (input.parameterOverrides)
      world.postgres.change(known, { parameterOverrides: input.parameterOverrides })
  }
}
