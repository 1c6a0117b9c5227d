/** The one origin of the desktop window. */
export const origin = 'app://holdfast'

/** A frame as Electron tells of it; null when it is gone already. */
export interface Frame {
  readonly origin: string
  readonly parent: unknown
}

/** Whether a message comes from our own page: the main frame, of our origin. Asked before the message is looked at. */
export function isOurFrame(frame: Frame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && frame.origin === origin
}

/** Whether a request may go out: our own files, and what our page made in memory from them. Everything else is refused. */
export function isOurRequest(url: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('data:image/')
}
