import type { Holding } from './word-index.ts'

/** So many reports, or one in so many, are few: fetched one by one and sorted rather than met in the order of an index. */
const few = { least: 2000, oneIn: 40 }

/** The reports that a filter's words leave, as SQL is asked for them. */
export interface ReportMatch {
  condition: string
  value: string | Uint8Array
  count: number
  few: boolean
}

/** Few reports are named by their serial numbers; many by a byte for each report, which costs nothing to look up. */
export function matchOf({ flags, count }: Holding): ReportMatch {
  if (count > Math.max(few.least, flags.length / few.oneIn))
    return { condition: `substr(?, serial + 1, 1) = x'01'`, value: flags, count, few: false }
  const serials: number[] = []
  for (let at = flags.indexOf(1); at >= 0; at = flags.indexOf(1, at + 1)) serials.push(at)
  return {
    condition: 'serial in (select value from json_each(?))',
    value: JSON.stringify(serials),
    count,
    few: true,
  }
}
