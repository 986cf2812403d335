/** A fault that will lose the answer is passed on with the request, for the log to tell. */
export interface Env {
  Bindings: { fault?: string | undefined }
}
