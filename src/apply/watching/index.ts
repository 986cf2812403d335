export { type Watcher, watcherOf } from './watcher.ts'
export { type Watchlists, watchlistsOf } from './watchlists.ts'
