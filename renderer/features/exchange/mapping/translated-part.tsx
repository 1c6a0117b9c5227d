import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
import { SourceChoice, sourceOf } from './sources.tsx'
import { Values, type Option } from './values.tsx'
import { words } from '../catalogue.ts'

interface Translated<V extends string> {
  column: string
  map: Record<string, V>
}
type Part<V extends string> = string | { constant: string } | Translated<V>

interface TranslatedPartProps<V extends string> {
  label: string
  /** Of what its values are one: `categories`. */
  nouns: string
  columns: readonly string[]
  survey: readonly ColumnSurvey[]
  value: Part<V> | undefined
  onChange: (value: Part<V> | undefined) => void
  /** What a value can mean; left out: any words. */
  options?: readonly Option[]
  /** A value of the record for what was chosen or typed. */
  read: (text: string) => V | undefined
  /** What every value that is not listed means, to begin with. */
  rest?: V
  placeholder?: string
  error: string | undefined
}

const isTranslated = <V extends string>(value: Part<V> | undefined): value is Translated<V> =>
  typeof value === 'object' && 'map' in value

/** A part of a report: the same for every row, a column that says it, or a column whose values are translated one by one. */
export function TranslatedPart<V extends string>({
  label,
  nouns,
  columns,
  survey,
  value,
  onChange,
  options,
  read,
  rest,
  placeholder,
  error,
}: TranslatedPartProps<V>): ReactElement {
  const listed = isTranslated(value) ? value : undefined
  const column = listed?.column ?? (typeof value === 'string' ? value : undefined)
  const translate = (of: string): Translated<V> => ({
    column: of,
    map: {
      ...proposed(
        survey.find((one) => one.column === of),
        read,
      ),
      ...(rest === undefined ? {} : { '*': rest }),
    },
  })
  return (
    <>
      <SourceChoice
        label={label}
        columns={columns}
        value={sourceOf(value)}
        {...(options ? { constants: options } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(next) => onChange(typeof next === 'string' && listed ? translate(next) : next)}
        error={listed ? undefined : error}
      />
      {column !== undefined && (
        <NativeSelect
          label={words.valuesOf(label.toLowerCase())}
          data={[
            { value: 'as-is', label: words.areAlready(nouns) },
            { value: 'listed', label: words.areTranslatedOneByOne },
          ]}
          value={listed ? 'listed' : 'as-is'}
          onChange={(event) => onChange(event.currentTarget.value === 'listed' ? translate(column) : column)}
        />
      )}
      {listed && (
        <Values
          what={label.toLowerCase()}
          found={survey.find((one) => one.column === listed.column)}
          map={listed.map}
          options={options}
          read={read}
          onChange={(map) => onChange({ column: listed.column, map })}
          error={error}
        />
      )}
    </>
  )
}

/** Values that are in the record's own words already; the others wait for a person. */
export function proposed<V extends string>(
  found: ColumnSurvey | undefined,
  read: (text: string) => V | undefined,
): Record<string, V> {
  const meant = (found?.values ?? []).flatMap(({ value }) => {
    const one = read(value) ?? read(value.toLowerCase().replaceAll(/\s+/g, '-'))
    return one === undefined ? [] : [[value, one] as const]
  })
  return Object.fromEntries(meant) as Record<string, V>
}
