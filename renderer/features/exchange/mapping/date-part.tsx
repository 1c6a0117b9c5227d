import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
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
  survey: readonly ColumnSurvey[]
  value: DateColumn | undefined
  onChange: (date: DateColumn | undefined) => void
  error: string | undefined
}

/** How all cells of a column write their dates; undefined where that can be several, or none for one of them. */
function formOf(survey: readonly ColumnSurvey[], column: string): DateForm | undefined {
  const [form, ...others] = survey.find((one) => one.column === column)?.dates ?? []
  return others.length === 0 ? form : undefined
}

/** One column that holds the whole date, and how it writes it: told by all of its cells, or asked. */
export const DatePart = ({ columns, survey, value, onChange, error }: DatePartProps): ReactElement => (
  <>
    <ColumnChoice
      label="Happened: date in one column"
      columns={columns}
      value={value?.column}
      onChange={(column) =>
        onChange(column === undefined ? undefined : { ...value, column, form: formOf(survey, column) })
      }
    />
    {value && (
      <>
        <NativeSelect
          label="Its dates are written"
          data={[
            { value: '', label: '—', disabled: value.form !== undefined },
            ...dateForms.map((form) => ({ value: form, label: formWords[form] })),
          ]}
          value={value.form ?? ''}
          error={error}
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
