/** Pixels: how far a row is scrolled, how much of it is in sight, and how long it is. */
export interface Stand {
  at: number
  room: number
  length: number
}

/** Pixels of the tab beside that are left in sight. */
const aside = 40

/** Whether there is more of a row on either side; places are rounded by a pixel. */
export const moreOf = ({ at, room, length }: Stand): { before: boolean; after: boolean } => ({
  before: at > 1,
  after: at + room < length - 1,
})

/** How far a row is scrolled so that a stretch of it is in sight with something of what stands beside it: no further than it needs. */
export function putInSight({ at, room, length }: Stand, { from, to }: { from: number; to: number }): number {
  const side = Math.max(0, Math.min(aside, (room - (to - from)) / 2))
  const wanted = Math.min(Math.max(at, to + side - room), from - side)
  return Math.max(0, Math.min(length - room, wanted))
}
