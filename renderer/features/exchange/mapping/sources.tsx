import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

type Source = Exclude<NonNullable<ImportMap['category']>, { column: string }>

/** The column or constant of a part of a mapping; of one whose values are translated or are dates, its column. */
export const sourceOf = (part: Source | { column: string } | undefined): Source | undefined =>
  typeof part === 'object' && 'column' in part ? part.column : part

interface Option {
  value: string
  label: string
}

/** A column that a saved mapping names and this file does not have is shown as such, not dropped. */
const optionsFor = (columns: readonly string[], chosen: readonly string[]): Option[] => [
  ...chosen.filter((one) => !columns.includes(one)).map((one) => ({ value: one, label: words.notInThisFile(one) })),
  ...columns.map((column) => ({ value: column, label: column })),
]

interface ColumnProps {
  label: string
  columns: readonly string[]
  value: string | undefined
  onChange: (column: string | undefined) => void
  error?: string | undefined
}

/** One column, or none. */
export const ColumnChoice = ({ label, columns, value, onChange, error }: ColumnProps): ReactElement => (
  <NativeSelect
    label={label}
    data={[{ value: '', label: '—' }, ...optionsFor(columns, value === undefined ? [] : [value])]}
    value={value ?? ''}
    onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    error={error}
  />
)

interface ColumnsProps extends Omit<ColumnProps, 'value' | 'onChange'> {
  description: string
  value: readonly string[]
  onChange: (columns: string[]) => void
}

/** Columns whose cells are joined, in the order in which they were chosen. */
export const ColumnsChoice = ({ label, description, columns, value, onChange, error }: ColumnsProps): ReactElement => (
  <MultiSelect
    label={label}
    description={value.length > 1 ? description : undefined}
    placeholder={value.length === 0 ? '—' : ''}
    data={optionsFor(columns, value)}
    value={[...value]}
    onChange={onChange}
    searchable
    nothingFoundMessage={words.noSuchColumn}
    error={error}
  />
)

interface SourceProps {
  label: string
  columns: readonly string[]
  value: Source | undefined
  onChange: (source: Source | undefined) => void
  /** What the same for every row may be; left out: any words. */
  constants?: readonly Option[]
  placeholder?: string
  error?: string | undefined
}

const same = 'same'

/** A column, or the same for every row. */
export function SourceChoice({
  label,
  columns,
  value,
  onChange,
  constants,
  placeholder,
  error,
}: SourceProps): ReactElement {
  const constant = typeof value === 'object' ? value.constant : undefined
  const column = typeof value === 'string' ? value : ''
  const choose = (chosen: string): void => {
    if (chosen === '') onChange(undefined)
    else if (chosen === same) onChange({ constant: constants?.[0]?.value ?? '' })
    else onChange(chosen.slice(1))
  }
  const options = optionsFor(columns, column === '' ? [] : [column]).map((one) => ({ ...one, value: `:${one.value}` }))
  return (
    <div className={styles['import-source']}>
      <NativeSelect
        label={label}
        data={[{ value: '', label: '—' }, { value: same, label: words.theSameForEveryRow }, ...options]}
        value={constant !== undefined ? same : column === '' ? '' : `:${column}`}
        onChange={(event) => choose(event.currentTarget.value)}
        error={error}
      />
      {constant !== undefined &&
        (constants ? (
          <NativeSelect
            aria-label={words.forEveryRow(label)}
            data={[...constants]}
            value={constant}
            onChange={(event) => onChange({ constant: event.currentTarget.value })}
          />
        ) : (
          <TextInput
            aria-label={words.forEveryRow(label)}
            placeholder={placeholder}
            value={constant}
            maxLength={200}
            onChange={(event) => onChange({ constant: event.currentTarget.value })}
          />
        ))}
    </div>
  )
}
