import { useEffect, useState } from 'react'
import { words } from './catalogue.ts'
import { firstLevels, type Level } from './levels.ts'
import type { Which } from '../which.ts'

interface Levels {
  levels: readonly Level[]
  /** In words, where the sound could not be decoded further. */
  problem: string | undefined
}

const none: Levels = { levels: [], problem: undefined }

/** The levels of a stretch in `count` parts, more of them with each answer. Asked for after a rest, for somebody who still moves about. */
export function useLevels(
  which: Which,
  by: 'reader' | 'engine' | 'none',
  { from, to, count }: { from: number; to: number; count: number },
): Levels {
  const key = JSON.stringify([which, by, from, to, count])
  const [found, setFound] = useState({ key, ...none })
  useEffect(() => {
    let left = false
    if (by === 'none' || to <= from) return undefined
    const ask = async (): Promise<void> => {
      const levels: Level[] = []
      const width = (to - from) / count
      try {
        while (!left && levels.length < count) {
          const begun = from + levels.length * width
          const more = await firstLevels({ which, by, from: begun, to, count: count - levels.length })
          if (more.length === 0) break
          levels.push(...more)
          if (!left) setFound({ key, levels: [...levels], problem: undefined })
        }
      } catch (thrown) {
        const problem = thrown instanceof Error ? thrown.message : words.notDecoded
        if (!left) setFound({ key, levels: [...levels], problem })
      }
    }
    const timer = setTimeout(() => void ask(), 150)
    return () => {
      left = true
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key names all of it
  }, [key])
  return found.key === key ? found : none
}
