import { Button, SegmentedControl } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { parseAt, showAt } from '../../../shared/kernel/pinpoint.ts'
import { useKeys } from '../../session/keys.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { FlatLines, WrappedLines } from './lines.tsx'
import { SheetGrid } from './sheet-grid.tsx'
import { useLines } from './use-lines.ts'
import type { ViewProps } from './which.ts'
import sheets from './sheet.module.css'
import styles from './viewer.module.css'

/** Lines above which they are not wrapped: each must be measured then. */
const wrapMost = 200_000

/** Text by its lines; what is a table too is shown as one. Going to the same place again shows it again. */
export const LinesView = (props: ViewProps<'lines'>): ReactElement => <Lines key={props.turn} {...props} />

function Lines(props: ViewProps<'lines'>): ReactElement {
  const { which, view, at, opened, marks, onHere, onMark } = props
  const place = at === undefined ? undefined : parseAt(at)
  const [tabled, setTabled] = useState(view.table !== null && place?.kind !== 'line')
  const [wrapped, setWrapped] = useState(false)
  const lines = useLines(which, view.lines)
  const { total } = lines
  const name = plainly(opened.name)
  const mayWrap = total !== null && total <= wrapMost
  useKeys(words.text, [
    { key: 'w', says: words.keyWrap, run: () => mayWrap && setWrapped(!wrapped) },
    ...(view.table ? [{ key: 't', says: words.keyTable, run: () => setTabled(!tabled) }] : []),
  ])
  const own = opened.reader.startsWith('lines ')
  return (
    <div className={styles.view}>
      <div className={styles.bar} role="toolbar" aria-label={words.view}>
        {view.table && (
          <SegmentedControl
            value={tabled ? 'table' : 'text'}
            onChange={(value) => setTabled(value === 'table')}
            data={[
              { value: 'table', label: words.table },
              { value: 'text', label: words.text },
            ]}
          />
        )}
        {!tabled && (
          <Button
            variant="subtle"
            aria-pressed={wrapped}
            disabled={!mayWrap}
            title={mayWrap ? words.wrapLongLines : words.notWrapped(wrapMost)}
            onClick={() => setWrapped(!wrapped)}
          >
            {words.wrap}
          </Button>
        )}
        <span>
          {[
            total === null ? words.moreLinesThanCounted : words.lines(total),
            view.encoding + (view.doubt === null ? '' : ` ${words.guessed}`),
            ...(tabled && view.table ? [words.separatedBy(view.table.separator)] : []),
          ].join(' · ')}
        </span>
        {!tabled && <span className="quiet">{own ? words.asItIsMadeOf : words.asItWasRead}</span>}
      </div>
      {tabled ? (
        <div className={sheets.workbook}>
          <SheetGrid
            which={which}
            sheet={0}
            label={words.tableOf(name)}
            range={place?.kind === 'cell' ? place.range : undefined}
            marks={marks.filter(({ at: of }) => of?.kind === 'cell')}
            onMark={onMark}
            onRange={(range) => onHere(showAt({ kind: 'cell', range }))}
          />
        </div>
      ) : wrapped && total !== null ? (
        <WrappedLines {...props} lines={lines} total={total} wanted={place?.kind === 'line' ? place : undefined} />
      ) : (
        <FlatLines {...props} lines={lines} wanted={place?.kind === 'line' ? place : undefined} />
      )}
    </div>
  )
}
