import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { dateForms, type DateForm } from '../../../../shared/contract/intake.ts'
import type { DateColumn } from './map-draft.ts'
import { ColumnChoice } from './sources.tsx'

const formWords: Record<DateForm, string> = {
  'year-first': 'Year first: 2026-04-03',
  'day-first': 'Day first: 03/04/2026 is 3 April',
  'month-first': 'Month first: 03/04/2026 is March 4',
  excel: 'Days since 1900, as spreadsheets count',
  'excel-1904': 'Days since 1904, as spreadsheets on a Mac count',
  unix: 'Seconds since 1970',
  'unix-ms': 'Milliseconds since 1970',
}

interface DatePartProps {
  columns: readonly string[]
  value: DateColumn | undefined
  onChange: (date: DateColumn | undefined) => void
}

/** One column that holds the whole date, and how it writes it: never guessed while it is chosen by hand. */
export const DatePart = ({ columns, value, onChange }: DatePartProps): ReactElement => (
  <>
    <ColumnChoice
      label="Happened: date in one column"
      columns={columns}
      value={value?.column}
      onChange={(column) =>
        onChange(column === undefined ? undefined : { ...value, column, form: value?.form ?? 'year-first' })
      }
    />
    {value && (
      <>
        <NativeSelect
          label="Its dates are written"
          data={dateForms.map((form) => ({ value: form, label: formWords[form] }))}
          value={value.form}
          onChange={({ currentTarget }) => {
            const form = dateForms.find((one) => one === currentTarget.value)
            if (form) onChange({ ...value, form })
          }}
        />
        <ColumnChoice
          label="Time of day"
          columns={columns}
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
        />
      </>
    )}
  </>
)
