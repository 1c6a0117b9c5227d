import { useKept } from '../../session/kept.ts'

export interface Selection {
  /** Numbers of the exhibits that are chosen. */
  chosen: ReadonlySet<string>
  /** The exhibit that keys move from. */
  cursor: string | undefined
  /** Chooses one alone. */
  only: (number: string) => void
  /** Chooses or leaves one beside the others. */
  toggle: (number: string) => void
  /** Chooses all from where the last one was chosen by itself up to this one. */
  upTo: (number: string) => void
  set: (numbers: readonly string[]) => void
  clear: () => void
}

interface Standing {
  chosen: readonly string[]
  cursor: string | undefined
  anchor: string | undefined
}

const nothing: Standing = { chosen: [], cursor: undefined, anchor: undefined }

/** What is chosen in a room; it stays while another screen is shown. Of it only what the room still has counts. */
export function useSelection(of: string, order: readonly string[]): Selection {
  const [{ chosen: kept, cursor, anchor }, keep] = useKept<Standing>(`chosen ${of}`, nothing)
  const here = new Set(order)
  const chosen = new Set(kept.filter((number) => here.has(number)))
  return {
    chosen,
    cursor,
    only: (number) => keep({ chosen: [number], cursor: number, anchor: number }),
    toggle: (number) => {
      const next = chosen.has(number) ? [...chosen].filter((one) => one !== number) : [...chosen, number]
      keep({ chosen: next, cursor: number, anchor: number })
    },
    upTo: (number) => {
      const [from, to] = [order.indexOf(anchor ?? number), order.indexOf(number)]
      if (to < 0) return
      const [first, last] = from < 0 ? [to, to] : from < to ? [from, to] : [to, from]
      keep({ chosen: order.slice(first, last + 1), cursor: number, anchor: anchor ?? number })
    },
    set: (numbers) => keep({ chosen: [...numbers], cursor: numbers.at(-1) ?? cursor, anchor: numbers[0] }),
    clear: () => keep({ chosen: [], cursor, anchor: cursor }),
  }
}
