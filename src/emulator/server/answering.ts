/** All that a server has to know of an emulator. */
export interface Answering {
  fetch(request: Request): Promise<Response>
}
