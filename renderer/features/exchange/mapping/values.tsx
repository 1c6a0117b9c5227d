import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
import { plainly } from '../../../ui/name.ts'
import { count } from '../../../ui/words.ts'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

export interface Option {
  value: string
  label: string
}

const rest = '*'
/** With more values than these, one is looked for by its letters. */
const few = 8

interface ValuesProps<V extends string> {
  /** What the values are translated to: `category`. */
  what: string
  /** The column as it is in all rows; undefined while the table is looked through. */
  found: ColumnSurvey | undefined
  map: Record<string, V>
  options: readonly Option[] | undefined
  read: (text: string) => V | undefined
  onChange: (map: Record<string, V>) => void
  error: string | undefined
}

/** Every value of a column in all rows, with how many they are, and what each of them means. */
export function Values<V extends string>({
  what,
  found,
  map,
  options,
  read,
  onChange,
  error,
}: ValuesProps<V>): ReactElement {
  const [sought, setSought] = useState('')
  const [typed, setTyped] = useState('')
  const [added, setAdded] = useState<string[]>([])
  const there = [
    ...(found?.values ?? []),
    ...(found !== undefined && found.empty > 0 ? [{ value: '', rows: found.empty }] : []),
  ]
  const others = [...new Set([...Object.keys(map), ...added])].filter(
    (value) => value !== rest && !there.some((one) => one.value === value),
  )
  const all = [...there, ...others.map((value) => ({ value, rows: 0 }))]
  const shown = all.filter(({ value }) => value.toLowerCase().includes(sought.toLowerCase()))
  const set = (value: string, text: string): void => {
    const { [value]: _, ...left } = map
    const meant = options ? read(text) : (text as V)
    onChange(text === '' || meant === undefined ? left : { ...left, [value]: meant })
  }
  const choice = (value: string, says: string, none: string): ReactElement => {
    const meant = Object.hasOwn(map, value) ? (map[value] ?? '') : ''
    return options ? (
      <NativeSelect
        aria-label={says}
        data={[{ value: '', label: none }, ...options]}
        value={meant}
        onChange={(event) => set(value, event.currentTarget.value)}
      />
    ) : (
      <TextInput
        aria-label={says}
        placeholder={none}
        value={meant}
        maxLength={200}
        onChange={(event) => set(value, event.currentTarget.value)}
      />
    )
  }
  return (
    <fieldset className={styles['import-values']}>
      <legend>{words.whichValueMeansWhich(what)}</legend>
      {all.length > few && (
        <TextInput
          label={words.findAValueOf(what)}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <p className="quiet">{inWords(found, shown.length, all.length)}</p>
      <ul>
        {shown.map(({ value, rows }) => (
          <li key={value}>
            <span>
              {value === '' ? <i>{words.empty}</i> : plainly(value)}{' '}
              <small className="quiet">{rows === 0 ? words.notAmongThoseCounted : words.rows(rows)}</small>
            </span>
            {choice(value, words.ofWhatValue({ what, value: value === '' ? 'empty' : value }), words.likeTheRest)}
          </li>
        ))}
        <li>
          <span>{words.anyOtherValue}</span>
          {choice(rest, words.ofTheRest(what), words.isRefusedWithItsLine)}
        </li>
      </ul>
      {found?.distinct !== undefined && found.distinct !== found.values.length && (
        <div className={styles['import-save']}>
          <TextInput
            label={words.anotherValueOf(what)}
            value={typed}
            maxLength={300}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            disabled={typed.trim() === '' || all.some(({ value }) => value === typed.trim())}
            onClick={() => {
              setAdded([...added, typed.trim()])
              setTyped('')
            }}
          >
            {words.addAValue}
          </Button>
        </div>
      )}
      {error !== undefined && <p className="late">{error}</p>}
    </fieldset>
  )
}

function inWords(found: ColumnSurvey | undefined, shown: number, all: number): string {
  if (!found) return words.theTableHasNotBeenLooked
  const { distinct, values } = found
  const of =
    distinct === values.length
      ? words.allRowsHaveHere(words.values(values.length))
      : words.theMostFrequentOfValuesIn({
          many: count(values.length),
          value: distinct === null ? words.moreThan : count(distinct),
        })
  return shown === all ? of : words.foundOfValues({ of, values: words.values(shown) })
}
