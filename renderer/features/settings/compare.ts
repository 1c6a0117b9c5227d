import { isRecord, textAt, type Json } from './fields/json.ts'
import { words } from './catalogue.ts'

/** What one part of a template says: as both began, as it is in use now, and as it is in the draft. */
export interface Difference {
  /** The parts that lead to it; an item of a list by its name in “”. */
  what: readonly string[]
  before: string | undefined
  theirs: string | undefined
  mine: string | undefined
  /** Who changed it. */
  by: 'theirs' | 'mine' | 'both'
}

/** What an item of a list is known by, in whichever version of the list it stands. */
const nameOf = (item: Json): string | undefined =>
  isRecord(item) ? ['id', 'key', 'name'].map((part) => textAt(item, [part])).find((text) => text !== '') : undefined

const isNamed = (value: Json | undefined): value is Json[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => nameOf(item) !== undefined) &&
  new Set(value.map(nameOf)).size === value.length

const titleOf = (item: Json): string =>
  [['label', 'en'], ['title'], ['name'], ['id'], ['key']]
    .map((part) => textAt(item, part))
    .find((text) => text !== '') ?? ''

/** Whether two bodies say the same, in whatever order their parts are written. */
export const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((inner) => sorted(inner) ?? null)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key]) ?? null]),
  )
}

interface Three {
  before: Json | undefined
  theirs: Json | undefined
  mine: Json | undefined
}

/** Every part in which the version in use and the draft differ from each other, the smallest parts that can be told apart. */
export function differences(three: Three, what: readonly string[] = []): Difference[] {
  const { before, theirs, mine } = three
  if (same(theirs, mine)) return []
  const lists = [before, theirs, mine].filter((value) => value !== undefined)
  if (lists.length > 1 && lists.every(isNamed)) return [...inLists(three, what), ...ofOrder(three, what)]
  if (isRecord(theirs) && isRecord(mine)) {
    const was = isRecord(before) ? before : {}
    const parts = [...new Set([...Object.keys(was), ...Object.keys(theirs), ...Object.keys(mine)])]
    return parts.flatMap((part) =>
      differences({ before: was[part], theirs: theirs[part], mine: mine[part] }, [...what, part]),
    )
  }
  const by = same(before, mine) ? 'theirs' : same(before, theirs) ? 'mine' : 'both'
  return [{ what, before: said(before), theirs: said(theirs), mine: said(mine), by }]
}

const found = (list: Json | undefined, name: string): Json | undefined =>
  Array.isArray(list) ? list.find((item) => nameOf(item) === name) : undefined
const namesIn = (list: Json | undefined): string[] =>
  Array.isArray(list) ? list.flatMap((item) => nameOf(item) ?? []) : []

function inLists({ before, theirs, mine }: Three, what: readonly string[]): Difference[] {
  const names = [...new Set([...namesIn(mine), ...namesIn(theirs), ...namesIn(before)])]
  return names.flatMap((name) => {
    const one = { before: found(before, name), theirs: found(theirs, name), mine: found(mine, name) }
    const title = titleOf(one.mine ?? one.theirs ?? one.before ?? null)
    return differences(one, [...what, `“${title}”`])
  })
}

function ofOrder(three: Three, what: readonly string[]): Difference[] {
  const order = (list: Json | undefined): string[] => namesIn(list).filter((name) => inAll(three, name))
  const [before, theirs, mine] = [order(three.before), order(three.theirs), order(three.mine)]
  if (theirs.join() === mine.join()) return []
  const inWords = (names: readonly string[]): string =>
    names.map((name) => titleOf(found(three.mine, name) ?? null)).join(' · ')
  const by = before.join() === mine.join() ? 'theirs' : before.join() === theirs.join() ? 'mine' : 'both'
  return [{ what: [...what, words.order], before: inWords(before), theirs: inWords(theirs), mine: inWords(mine), by }]
}

const inAll = ({ before, theirs, mine }: Three, name: string): boolean =>
  [before, theirs, mine].every((list) => list === undefined || namesIn(list).includes(name))

/** A part as a person reads it; of something with parts, what it is called. */
function said(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map((inner) => said(inner) ?? '').join(' · ')
  if (isRecord(value)) return titleOf(value) || textAt(value, ['en']) || JSON.stringify(value)
  return String(value)
}

/**
 * The draft with what the others changed since it was begun. Where both changed the same part the draft's stays; what
 * one side removed and the other left as it was is gone, what one side removed and the other changed stays.
 */
export function merged(three: Three): Json | undefined {
  const { before, theirs, mine } = three
  if (same(mine, before)) return theirs
  if (same(theirs, before) || same(theirs, mine)) return mine
  if (isNamed(theirs) && isNamed(mine) && (before === undefined || isNamed(before))) return mergedList(three)
  if (!isRecord(theirs) || !isRecord(mine)) return mine === undefined ? theirs : mine
  const was = isRecord(before) ? before : {}
  const parts = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  return Object.fromEntries(
    parts.flatMap((part) => {
      const value = merged({ before: was[part], theirs: theirs[part], mine: mine[part] })
      return value === undefined ? [] : [[part, value] as const]
    }),
  )
}

function mergedList({ before, theirs, mine }: Three): Json[] {
  const [was, now, own] = [namesIn(before), namesIn(theirs), namesIn(mine)]
  const common = (names: readonly string[]): string =>
    names.filter((name) => was.includes(name) && now.includes(name) && own.includes(name)).join()
  // The order is one part: whoever changed it is followed, the draft where both did.
  const [first, second] = common(own) === common(was) ? [now, own] : [own, now]
  const order = [...first]
  for (const [at, name] of second.entries()) {
    if (order.includes(name)) continue
    const after = second.slice(0, at).findLast((one) => order.includes(one))
    order.splice(after === undefined ? 0 : order.indexOf(after) + 1, 0, name)
  }
  return order.flatMap((name) => {
    const value = merged({ before: found(before, name), theirs: found(theirs, name), mine: found(mine, name) })
    return value === undefined ? [] : [value]
  })
}
