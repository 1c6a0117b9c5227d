import { NativeSelect, TextInput } from '@mantine/core'
import { useRef, type ReactElement } from 'react'
import { useKeys } from '../../session/keys.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import { choicesOf } from './mark-filter.ts'
import type { Marks } from './use-marks.ts'
import styles from './room.module.css'

/** Which marks of the case are listed: by words, label, member and exhibit. */
export function MarkFields({ marks: { all, shown, filter, setFilter } }: { marks: Marks }): ReactElement {
  const field = useRef<HTMLInputElement>(null)
  const { labels, members, exhibits } = choicesOf(all ?? [])
  useKeys('Evidence', [{ key: '/', says: words.keyFilterMarks, run: () => field.current?.focus() }])
  const narrowed = Object.values(filter).some((value) => value !== '')
  return (
    <>
      <TextInput
        ref={field}
        className={styles.filter}
        aria-label={words.filterMarks}
        placeholder={words.filterMarksBy}
        value={filter.words}
        maxLength={200}
        onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter.words === '') return
          event.stopPropagation()
          setFilter({ ...filter, words: '' })
        }}
      />
      <NativeSelect
        aria-label={words.byLabel}
        data={choices(words.anyLabel, labels, filter.label)}
        value={filter.label}
        onChange={(event) => setFilter({ ...filter, label: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={words.byMember}
        data={choices(words.anyMember, members, filter.member)}
        value={filter.member}
        onChange={(event) => setFilter({ ...filter, member: event.currentTarget.value })}
      />
      <NativeSelect
        className={styles.narrow}
        aria-label={words.byExhibit}
        data={choices(words.anyExhibit, [...exhibits.keys()], filter.exhibit, exhibits)}
        value={filter.exhibit}
        onChange={(event) => setFilter({ ...filter, exhibit: event.currentTarget.value })}
      />
      <span className={`${styles.sum} quiet`} role="status">
        {all && (narrowed ? words.someOf({ shown: shown.length, all: all.length }) : words.many(all.length))}
      </span>
    </>
  )
}

/** What a select offers: all, what the marks have, and what is chosen though no mark has it any more. */
function choices(
  all: string,
  values: readonly string[],
  chosen: string,
  names?: ReadonlyMap<string, string>,
): { value: string; label: string }[] {
  const offered = chosen === '' || values.includes(chosen) ? values : [...values, chosen]
  const label = (value: string): string => plainly([value, names?.get(value) ?? ''].join(' ').trim())
  return [{ value: '', label: all }, ...offered.map((value) => ({ value, label: label(value) }))]
}
