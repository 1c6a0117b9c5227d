import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { bytes, categoryWords } from '../../ui/words.ts'
import type { Choice, PreviewItem } from './choices.ts'
import { Remarks } from './remarks.tsx'
import { words } from './catalogue.ts'
import styles from './import.module.css'

interface ImportItemProps {
  /** The name of its file: items of several files may have one title. */
  file: string
  item: PreviewItem
  choice: Choice
  onChoice: (choice: Choice) => void
}

const categories = Object.entries(categoryWords).map(([value, label]) => ({ value, label }))

/** One report that would be filed: its words, what comes with it, and what it only proposes. */
export function ImportItem({ file, item, choice, onChoice }: ImportItemProps): ReactElement {
  const { index, reporter, receivedAt, narrative, parts, proposals, problems, duplicate, channel, fields } = item
  const title = plainly(item.title)
  const shownFields = Object.entries(fields).slice(0, 8)
  const others = Object.keys(fields).length - shownFields.length
  return (
    <section className={styles['import-item']} aria-label={`${title} (${file}, ${index + 1})`} data-taken={choice.take}>
      <div className={styles['import-line']}>
        <Checkbox
          checked={choice.take}
          disabled={duplicate !== null}
          onChange={(event) => onChoice({ ...choice, take: event.currentTarget.checked })}
          label={<b>{title}</b>}
        />
        <NativeSelect
          aria-label={words.categoryOf(title)}
          data={categories}
          value={choice.category}
          disabled={!choice.take}
          onChange={(event) => onChoice({ ...choice, category: event.currentTarget.value as Choice['category'] })}
        />
      </div>
      {duplicate && (
        <p className={styles['import-refused']}>
          {duplicate.why}:{' '}
          <Link to="/queue" search={{ report: duplicate.report }}>
            {duplicate.report}
          </Link>
        </p>
      )}
      <p className="quiet">
        {words.receivedValue(reporter === null ? words.nobodyNamed : words.fromPlainly(plainly(reporter)))}{' '}
        {receivedAt === null ? words.atTheTimeOfTheImport : <At at={receivedAt} full />}
      </p>
      {channel === 'import' && proposals.length > 0 ? (
        <Textarea
          label={words.inYourWordsOptional}
          placeholder={narrative.split('\n')[0]}
          rows={2}
          value={choice.narrative}
          disabled={!choice.take}
          onChange={(event) => onChoice({ ...choice, narrative: event.currentTarget.value })}
        />
      ) : (
        <p className={styles['import-words']}>{shortly(narrative, 600)}</p>
      )}
      {proposals.length > 0 && (
        <fieldset className={styles['import-proposals']} disabled={!choice.take}>
          <legend>{words.itSaysOfItselfNothingIs}</legend>
          {proposals.map(({ id, label, says, source }) => (
            <Checkbox
              key={id}
              checked={choice.accept.includes(id)}
              onChange={(event) =>
                onChoice({
                  ...choice,
                  accept: event.currentTarget.checked
                    ? [...choice.accept, id]
                    : choice.accept.filter((one) => one !== id),
                })
              }
              label={
                <>
                  {label}: {says} <small className="quiet">{words.saysSource(source)}</small>
                </>
              }
            />
          ))}
        </fieldset>
      )}
      {parts.length > 0 && (
        <p className="quiet">
          {words.exhibitsBesideTheFile(parts.map(({ name, size }) => `${plainly(name)} (${bytes(size)})`).join(', '))}
        </p>
      )}
      {shownFields.length > 0 && (
        <dl className={styles['import-fields']}>
          {shownFields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{shortly(value, 200)}</dd>
            </div>
          ))}
        </dl>
      )}
      {others > 0 && <p className="quiet">{words.filedWithThese(words.moreFields(others))}</p>}
      {problems.length > 0 && <Remarks of={problems} />}
    </section>
  )
}

/** The beginning of a text; that it goes on is seen. */
const shortly = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text
