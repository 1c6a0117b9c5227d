import { Button, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

interface FurtherFieldsProps {
  /** Columns that fill no part of the report. */
  columns: readonly string[]
  fields: Readonly<Record<string, string>>
  onChange: (fields: Record<string, string>) => void
  error: string | undefined
}

/** What is kept of the other columns, each under a name in the report; a name that is left empty leaves its column out. */
export function FurtherFields({ columns, fields, onChange, error }: FurtherFieldsProps): ReactElement | null {
  const [open, setOpen] = useState(false)
  const shown = [...new Set([...columns, ...Object.keys(fields)])]
  const kept = Object.values(fields).filter((name) => name !== '').length
  const unused = columns.filter((column) => (fields[column] ?? '') === '')
  if (shown.length === 0) return null
  const keepAll = (): void =>
    onChange({ ...fields, ...Object.fromEntries(unused.map((column) => [column, column.slice(0, 100)])) })
  return (
    <details
      className={styles['import-further']}
      open={open || error !== undefined}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {words.furtherFields}{' '}
        <span className="quiet">
          {words.ofKeptWithTheReport({ kept, otherColumns: words.otherColumns(shown.length) })}
        </span>
      </summary>
      <div className={styles['import-columns']}>
        {shown.map((column) => (
          <TextInput
            key={column}
            label={column}
            placeholder={words.leftOut}
            value={fields[column] ?? ''}
            maxLength={100}
            onChange={(event) => onChange({ ...fields, [column]: event.currentTarget.value })}
          />
        ))}
      </div>
      {error !== undefined && <p className="late">{error}</p>}
      <div className="actions">
        <Button disabled={unused.length === 0} onClick={keepAll}>
          {words.keepAllOfThem}
        </Button>
        <Button disabled={kept === 0} onClick={() => onChange({})}>
          {words.keepNone}
        </Button>
      </div>
    </details>
  )
}
