export {
  type Client,
  type ClientOptions,
  createClient,
  type RequestEvent,
} from './client.ts'
export { ApiError } from './errors.ts'
export type { Form } from './forms.ts'
export * as form from './forms.ts'
export {
  type BucketKey,
  bucketOf,
  budgetInWords,
  limitInWords,
  type Room,
  type Wait,
} from './limits/index.ts'
export type { Page } from './list.ts'
export {
  type ApiList,
  type ApiRequest,
  del,
  get,
  joined,
  type Priority,
  patch,
  path,
  post,
  put,
  type Query,
  type SendOptions,
} from './request.ts'
export { pageSize } from './windows.ts'
