/** What a service is and is set to, and everything that it holds. Not what becomes of it while time passes. */

export { serviceActionOperations } from './actions.ts'
export { domainOperations } from './custom-domains.ts'
export { diskOperations } from './disks.ts'
export { envVarOperations } from './env-vars.ts'
export { headerOperations } from './headers.ts'
export { routeOperations } from './routes.ts'
export { scalingOperations } from './scaling.ts'
export { secretFileOperations } from './secret-files.ts'
export { deleteService, serviceOperations } from './services.ts'
