/** An answer other than 2xx, thrown anywhere below a route and made into a response in one place (app.ts). */
export class ApiError extends Error {
  readonly status: number
  readonly headers: Record<string, string>

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

export const badRequest = (message: string) => new ApiError(400, message)

/** The only error body ever recorded (API facts §6). */
export const notFound = (id: string) => new ApiError(404, `not found: ${id}`)

export const conflict = (message: string) => new ApiError(409, message)
