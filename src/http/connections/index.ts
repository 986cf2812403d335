/** How the API is reached: over one HTTP/2 session where it offers that, else over as many connections as are needed at once. */
export { createFetch } from './fetch.ts'
