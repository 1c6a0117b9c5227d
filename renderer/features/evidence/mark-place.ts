import { parseAt, showAt, type At, type Box, type Span } from '../../../shared/kernel/pinpoint.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'

export type Mark = Output<'mark.list'>['items'][number]

/** A mark in what is looked at, with its place there; `at` null: the whole of it. */
export interface PlacedMark {
  id: string
  /** Its number among those of the exhibit. */
  serial: string
  at: At | null
  /** All that it says, in one line. */
  says: string
  /** The one that is looked at. */
  on: boolean
}

/** A place of what is looked at, as a place of the exhibit that it lies in. */
export function placeIn(within: readonly string[], at: string | undefined): string | null {
  const inner = at === undefined ? undefined : parseAt(at)
  const place = within.reduceRight<At | undefined>(
    (deeper, path) => ({ kind: 'member', path, ...(deeper ? { at: deeper } : {}) }),
    inner,
  )
  return place ? showAt(place) : null
}

/** The members on the way to a place, and the place inside of the last of them. */
export function wayTo(at: string | null): { within: string[]; at: string | undefined } {
  const within: string[] = []
  let place: At | undefined = at === null ? undefined : parseAt(at)
  for (; place?.kind === 'member'; place = place.at) within.push(place.path)
  return { within, at: place && showAt(place) }
}

const quotedMost = 60
const quoted = (text: string): string => {
  const line = plainly(text.replace(/\s+/g, ' ').trim())
  return line.length > quotedMost ? `“${line.slice(0, quotedMost - 1)}…”` : `“${line}”`
}
const besides = (place: string, span: Span | undefined): string => (span ? `${place}, ${quoted(span.words)}` : place)

/** A place as people read it: the words of it instead of its numbers, where it has words. */
export function placeInWords(written: string): string {
  const at = parseAt(written)
  return at ? inWords(at) : plainly(written)
}

function inWords(at: At): string {
  if (at.kind === 'member') {
    const path = `${words.member} ${plainly(at.path)}`
    return at.at ? `${path}, ${inWords(at.at)}` : path
  }
  if (at.kind === 'page' && at.boxes && at.boxes.length > 0) {
    const page = showAt({ kind: 'page', page: at.page })
    return `${page}, ${at.words === undefined || at.words === '' ? words.boxes(at.boxes.length) : quoted(at.words)}`
  }
  if (at.kind === 'text') return quoted(at.words)
  if (at.kind === 'line' || at.kind === 'message') {
    const { span, ...rest } = at
    return besides(showAt(rest), span)
  }
  return plainly(showAt(at))
}

/** By what marks of one file follow each other: page or line first, then what is higher, then what is further left. */
function orderOf(at: At | null): number[] {
  const corner = ({ x, y }: Box): number[] => [y, x]
  if (at === null) return []
  switch (at.kind) {
    case 'page':
      return [at.page, ...(at.boxes?.[0] ? corner(at.boxes[0]) : [])]
    case 'box':
      return [at.frame ?? 1, ...corner(at.box)]
    case 'line':
      return [at.line, at.span?.from ?? -1]
    case 'message':
      return [at.message ?? 0, ...(at.part ?? '').split('.').map(Number), at.line ?? 0, at.span?.from ?? -1]
    case 'item':
      return [at.number]
    case 'cell': {
      const [, column = '', row = ''] = /^([A-Z]+)(\d+)/.exec(at.range) ?? []
      return [Number(row), column.length, ...Array.from(column, (letter) => letter.charCodeAt(0))]
    }
    case 'member':
      return []
    case 'time':
    case 'text':
    case 'bytes':
    default:
      return [at.from]
  }
}

/** Marks of an exhibit in the order of their places: those of the whole first, then each file's. */
export function inPlaceOrder(marks: readonly Mark[]): Mark[] {
  const keyed = marks.map((mark) => {
    const { within, at } = wayTo(mark.at)
    return { mark, path: within.join('\n'), order: orderOf((at === undefined ? undefined : parseAt(at)) ?? null) }
  })
  return keyed
    .sort((one, two) => {
      if (one.path !== two.path) return one.path < two.path ? -1 : 1
      for (let at = 0; at < Math.max(one.order.length, two.order.length); at++) {
        const [a, b] = [one.order[at] ?? -Infinity, two.order[at] ?? -Infinity]
        if (a !== b) return a - b
      }
      return one.mark.seq - two.mark.seq
    })
    .map(({ mark }) => mark)
}

/** What a mark says, in one line. */
export const markSays = ({ labels, why, comment }: Pick<Mark, 'labels' | 'why' | 'comment'>): string =>
  [labels.join(', '), why, comment].filter((text) => text !== null && text !== '').join(' · ')

/** Marks of the file that is looked at, of all those of its exhibit. */
export function marksHere(marks: readonly Mark[], within: readonly string[], chosen: string | undefined): PlacedMark[] {
  const here = JSON.stringify(within)
  return marks.flatMap((mark) => {
    const way = wayTo(mark.at)
    if (JSON.stringify(way.within) !== here) return []
    const at = (way.at === undefined ? undefined : parseAt(way.at)) ?? null
    const serial = mark.number.slice(mark.number.lastIndexOf('.') + 1)
    return [{ id: mark.id, serial, at, says: plainly(markSays(mark)), on: mark.id === chosen }]
  })
}
