import { useState } from 'react'

let last = 0
const fresh = (): number => ++last

interface RowKeys {
  keys: readonly number[]
  moveKey: (from: number, to: number) => void
  dropKey: (at: number) => void
  addKey: (at: number) => number
}

/**
 * A name for each row of a list that has none of its own: what a row calls itself changes while it is typed, and the row
 * must stay the same one. It follows the list's own moves; where the list changed from outside, rows count by their place.
 */
export function useRowKeys(length: number): RowKeys {
  const [keys, setKeys] = useState<readonly number[]>(() => Array.from({ length }, fresh))
  const fitting = keys.length === length ? keys : Array.from({ length }, (_, at) => keys[at] ?? fresh())
  if (fitting !== keys) setKeys(fitting)
  return {
    keys: fitting,
    moveKey: (from, to) => setKeys(fitting.toSpliced(from, 1).toSpliced(to, 0, fitting[from] ?? fresh())),
    dropKey: (at) => setKeys(fitting.toSpliced(at, 1)),
    addKey: (at) => {
      const key = fresh()
      setKeys(fitting.toSpliced(at, 0, key))
      return key
    },
  }
}
