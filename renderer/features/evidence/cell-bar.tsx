import { useState, type ReactElement, type RefObject } from 'react'
import { rangeIn, type CellRange } from '../../../shared/kernel/cells.ts'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { cellsOf, type SheetCell } from './sheet-window.ts'
import type { Which } from './which.ts'
import styles from './sheet.module.css'

interface CellBarProps {
  which: Which
  sheet: number
  /** Of the block that is chosen. */
  name: string
  cell: SheetCell | undefined
  at: { row: number; column: number }
  /** How it is hidden in the file, in words. */
  away: string | undefined
  reference: RefObject<HTMLInputElement | null>
  onGo: (to: CellRange) => void
}

/** The name of what is chosen, which can be typed, and all that its cell has: value, what is shown for it, formula, comment. */
export function CellBar({ which, sheet, name, cell, at, away, reference, onGo }: CellBarProps): ReactElement {
  const [text, setText] = useState({ of: name, typed: name })
  const typed = text.of === name ? text.typed : name
  const setTyped = (words: string): void => setText({ of: name, typed: words })
  const cut = cell !== undefined && cell.cut > 0
  const part = { ask: 'cells' as const, sheet, row: at.row, column: at.column, rows: 1, columns: 1 }
  const alone = useAsk('exhibit.part', { ...which, part }, { enabled: cut })
  const whole = (cut ? cellsOf(alone.data)?.rows[0]?.cells[0] : undefined) ?? cell
  useKeys(words.sheet, [
    { key: 'g', says: words.keyCell, run: () => reference.current?.select() },
    { key: 'Arrows', says: words.keyArrows, run: () => undefined },
  ])
  const wrong = rangeIn(typed) === undefined
  return (
    <div className={styles['cell-bar']}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const to = rangeIn(typed)
          if (to) onGo(to)
        }}
      >
        <input
          ref={reference}
          value={typed}
          aria-label={words.cellOrBlock}
          aria-invalid={wrong}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => setTyped(name)}
        />
      </form>
      <output className={styles.value} aria-label={words.whatTheCellHas}>
        {away !== undefined && <span className={styles.remark}>{away}</span>}
        {!whole && <span className="quiet">{words.emptyCell}</span>}
        {whole && (
          <>
            <span>{plainly(whole.text)}</span>
            {whole.cut > 0 && <span className="quiet"> {words.moreCharacters(whole.cut)}</span>}
            {whole.shown !== null && (
              <span>
                <small>{words.shownAs}</small> {plainly(whole.shown)}
              </span>
            )}
            {whole.formula !== null && (
              <span>
                <small>{words.formula}</small> <code>{plainly(whole.formula)}</code>
              </span>
            )}
            {whole.comment !== null && <span className={styles.remark}>{plainly(whole.comment)}</span>}
          </>
        )}
      </output>
    </div>
  )
}
