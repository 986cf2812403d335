export {
  type Client,
  type ClientOptions,
  createClient,
  type RequestEvent,
  type SendOptions,
} from './client.ts'
export { ApiError } from './errors.ts'
export { type ApiList, type ApiRequest, del, get, patch, path, post, put, type Query } from './request.ts'
export { pageSize } from './windows.ts'
