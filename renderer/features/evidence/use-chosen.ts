import { useEffect, useRef, useState } from 'react'
import { words } from './catalogue.ts'
import { useViewKeys } from './linked.ts'

interface Chosen {
  /** The place that was chosen by hand, in its written form. */
  chosen: string | undefined
  choose: (at: string | undefined) => void
}

/**
 * The place in a view that is chosen by hand, told in the place of the usual one (the page that is looked at) until another is chosen,
 * none is, or another place is gone to.
 */
export function useChosen(
  onHere: (at: string | undefined) => void,
  { usual, turn, onNone }: { usual?: string | undefined; turn: number; onNone?: () => void },
): Chosen {
  const [state, setState] = useState<{ at: string | undefined; turn: number }>({ at: undefined, turn })
  const chosen = state.turn === turn ? state.at : undefined
  const here = chosen ?? usual
  const told = useRef(false)
  useEffect(() => {
    // A place that was gone to stays the place until something else is.
    if (here === undefined && !told.current) return
    told.current = true
    onHere(here)
  }, [here, onHere])
  const choose = (at: string | undefined): void => {
    if (at !== chosen) setState({ at, turn })
  }
  useViewKeys(
    words.chosenPlace,
    [
      {
        key: 'Escape',
        says: words.keyNothingChosen,
        run: () => {
          document.getSelection()?.removeAllRanges()
          choose(undefined)
          onNone?.()
        },
      },
    ],
    chosen !== undefined,
  )
  return { chosen, choose }
}
