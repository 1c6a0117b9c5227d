import { useState, type ReactElement } from 'react'
import { parseAt, showAt } from '../../../shared/kernel/pinpoint.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { SheetGrid } from './sheet-grid.tsx'
import type { ViewProps } from './which.ts'
import sheets from './sheet.module.css'
import styles from './viewer.module.css'

/** The sheets of a workbook, one at a time; hidden ones are named so. */
export function SheetsView({
  which,
  opened,
  view,
  at,
  turn,
  marks,
  onHere,
  onMark,
}: ViewProps<'sheets'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const cell = place?.kind === 'cell' ? place : undefined
  const named = view.sheets.findIndex(({ name }) => name === cell?.sheet)
  const [chosen, setChosen] = useState({ turn, sheet: Math.max(0, named) })
  // Going to a place shows its sheet, and leaves the tabs free until the next.
  if (chosen.turn !== turn) setChosen({ turn, sheet: named === -1 ? chosen.sheet : named })
  const sheet = view.sheets[chosen.sheet]
  const range = cell && (cell.sheet === undefined || cell.sheet === sheet?.name) ? cell.range : undefined
  return (
    <div className={sheets.workbook}>
      {sheet ? (
        <SheetGrid
          key={`${chosen.sheet} ${turn}`}
          which={which}
          sheet={chosen.sheet}
          label={words.sheetOf({ sheet: plainly(sheet.name), file: plainly(opened.name) })}
          range={range}
          marks={marks.filter(
            ({ at: of }) => of?.kind === 'cell' && (of.sheet === undefined || of.sheet === sheet.name),
          )}
          onMark={onMark}
          onRange={(name) => onHere(showAt({ kind: 'cell', sheet: sheet.name, range: name }))}
        />
      ) : (
        <p className={styles.unread}>{words.noSheets}</p>
      )}
      <nav className={sheets.tabs} aria-label={words.sheets}>
        {view.sheets.map(({ name, state }, index) => (
          <button
            // oxlint-disable-next-line react/no-array-index-key -- sheets may be called alike
            key={index}
            type="button"
            aria-pressed={index === chosen.sheet}
            onClick={() => setChosen({ turn, sheet: index })}
          >
            {plainly(name) || words.sheetNumber(index + 1)}
            {state !== 'shown' && <small>{words.states[state]}</small>}
          </button>
        ))}
      </nav>
    </div>
  )
}
