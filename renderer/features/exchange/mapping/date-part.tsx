import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
import { dateForms, type DateForm } from '../../../../shared/contract/intake.ts'
import type { DateColumn } from './map-draft.ts'
import { ColumnChoice } from './sources.tsx'
import { words } from '../catalogue.ts'

const formWords: Record<DateForm, string> = words.formWords

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
      label={words.happenedDateInOneColumn}
      columns={columns}
      value={value?.column}
      onChange={(column) =>
        onChange(column === undefined ? undefined : { ...value, column, form: formOf(survey, column) })
      }
    />
    {value && (
      <>
        <NativeSelect
          label={words.itsDatesAreWritten}
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
          label={words.timeOfDay}
          columns={columns}
          value={value.time}
          onChange={(time) => onChange({ ...value, time })}
        />
      </>
    )}
  </>
)
