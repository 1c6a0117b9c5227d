import type { RoomGroup } from './use-room.ts'

/** A line of the room: the name of a group, or exhibits beside each other. */
export type RoomLine = { kind: 'group'; group: RoomGroup; from: number } | { kind: 'row'; from: number; count: number }

/** The lines of a room of `total` exhibits, `across` in a line; a group begins a line of its own. */
export function linesOf(total: number, groups: readonly RoomGroup[], across: number): RoomLine[] {
  const lines: RoomLine[] = []
  const fill = (from: number, to: number): void => {
    for (let at = from; at < to; at += across) lines.push({ kind: 'row', from: at, count: Math.min(across, to - at) })
  }
  let from = 0
  for (const group of groups) {
    const to = Math.min(total, from + group.count)
    lines.push({ kind: 'group', group, from })
    fill(from, to)
    from = to
  }
  fill(from, total)
  return lines
}

/** The exhibit above (-1) or below (1) another: the one in the same column of the next line, or its last. */
export function besideIn(lines: readonly RoomLine[], index: number, step: 1 | -1): number {
  const isIn = (line: RoomLine): boolean => line.kind === 'row' && index >= line.from && index < line.from + line.count
  const at = lines.findIndex(isIn)
  const line = lines[at]
  if (line?.kind !== 'row') return index
  const column = index - line.from
  for (let next = at + step; next >= 0 && next < lines.length; next += step) {
    const other = lines[next]
    if (other?.kind === 'row') return other.from + Math.min(column, other.count - 1)
  }
  return index
}
