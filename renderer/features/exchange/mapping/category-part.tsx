import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import { categories, type ImportMap } from '../../../../shared/contract/intake.ts'
import { categoryWords, optionsOf } from '../../../ui/words.ts'
import { SourceChoice, sourceOf } from './sources.tsx'

type Category = NonNullable<ImportMap['category']>
type Known = (typeof categories)[number]

interface CategoryPartProps {
  table: ImportTable
  columns: readonly string[]
  value: Category | undefined
  onChange: (category: Category | undefined) => void
  error: string | undefined
}

const isListed = (value: Category | undefined): value is Extract<Category, { map: unknown }> =>
  typeof value === 'object' && 'map' in value
const options = optionsOf(categoryWords)
const rest = '*'

/** The category: the same for every row, a column that names it, or a column whose values are translated one by one. */
export function CategoryPart({ table, columns, value, onChange, error }: CategoryPartProps): ReactElement {
  const listed = isListed(value) ? value : undefined
  const column = listed?.column ?? (typeof value === 'string' ? value : undefined)
  const source = sourceOf(value)
  // Other words than the categories' own have to be translated; the first rows say which there are.
  const translate = (of: string): Category => ({ column: of, map: { ...proposed(table, of), [rest]: 'other' } })
  return (
    <>
      <SourceChoice
        label="Category"
        columns={columns}
        value={source}
        constants={options}
        onChange={(next) => onChange(typeof next === 'string' && listed ? translate(next) : next)}
      />
      {column !== undefined && (
        <NativeSelect
          label="Its values are"
          data={[
            { value: 'as-is', label: 'categories already' },
            { value: 'listed', label: 'translated one by one' },
          ]}
          value={listed ? 'listed' : 'as-is'}
          onChange={(event) => onChange(event.currentTarget.value === 'listed' ? translate(column) : column)}
        />
      )}
      {listed && <Values of={listed} onChange={(map) => onChange({ ...listed, map })} error={error} />}
    </>
  )
}

function proposed({ columns, rows }: ImportTable, column: string): Record<string, Known> {
  const at = columns.indexOf(column)
  const values = [...new Set(rows.map((row) => (row[at] ?? '').trim()))].filter((one) => one !== '')
  return Object.fromEntries(
    values.map((one) => [
      one,
      categories.find((known) => known === one.toLowerCase().replaceAll(/\s+/g, '-')) ?? 'other',
    ]),
  )
}

interface ValuesProps {
  of: Extract<Category, { map: unknown }>
  onChange: (map: Record<string, Known>) => void
  error: string | undefined
}

function Values({ of: { map }, onChange, error }: ValuesProps): ReactElement {
  const entries = Object.entries(map).filter(([value]) => value !== rest)
  const write = (list: readonly (readonly [string, Known])[], other: Known | undefined): void =>
    onChange({ ...Object.fromEntries(list), ...(other === undefined ? {} : { [rest]: other }) })
  const other = Object.hasOwn(map, rest) ? map[rest] : undefined
  const known = (text: string): Known => categories.find((one) => one === text) ?? 'other'
  return (
    <fieldset className="import-values">
      <legend>Which value means which category</legend>
      <ul>
        {entries.map(([value, category], at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the value is what is typed; its place is what stays
          <li key={at}>
            <TextInput
              aria-label={`Value ${at + 1}`}
              value={value}
              maxLength={300}
              onChange={(event) => {
                const next = event.currentTarget.value
                // Two rows of one value cannot both be kept; the one that is typed waits for its last letter.
                if (Object.hasOwn(map, next)) return
                write(entries.with(at, [next, category]), other)
              }}
            />
            <NativeSelect
              aria-label={`Category of value ${at + 1}`}
              data={options}
              value={category}
              onChange={(event) => write(entries.with(at, [value, known(event.currentTarget.value)]), other)}
            />
            <Button
              variant="subtle"
              aria-label={`Remove value ${at + 1}`}
              onClick={() => write(entries.toSpliced(at, 1), other)}
            >
              Remove
            </Button>
          </li>
        ))}
        <li>
          <span>Any other value</span>
          <NativeSelect
            aria-label="Category of any other value"
            data={[{ value: '', label: 'is refused, with its line' }, ...options]}
            value={other ?? ''}
            onChange={(event) =>
              write(entries, event.currentTarget.value === '' ? undefined : known(event.currentTarget.value))
            }
          />
        </li>
      </ul>
      <Button
        variant="subtle"
        className="outdent"
        disabled={Object.hasOwn(map, '')}
        onClick={() => write([...entries, ['', 'other']], other)}
      >
        Add a value
      </Button>
      {error !== undefined && <p className="late">{error}</p>}
    </fieldset>
  )
}
