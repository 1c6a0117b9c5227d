import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { plural, categoryWords, optionsOf } from '../../../ui/words.ts'
import { useEditing, wrongUnder } from './editing.tsx'
import { FormFields } from './form-fields.tsx'
import { ChoiceAt, WordsAt } from './inputs.tsx'
import { listAt } from './json.ts'
import styles from '../settings.module.css'

const asks = [
  { fact: 'occurredAt', label: 'When it happened' },
  { fact: 'place', label: 'Place' },
  { fact: 'reporter', label: 'Reporter' },
  { fact: 'immediateDanger', label: 'Immediate danger' },
]
const askOptions = [
  { value: 'required', label: 'Required' },
  { value: 'optional', label: 'Optional' },
  { value: 'hidden', label: 'Not asked' },
]

/** A report form by its parts: what it is called, the facts that every report has, and its own fields. */
export function FormEditor(): ReactElement {
  const { body, wrong, reveal } = useEditing()
  const required = listAt(body, ['fields']).filter(
    (field) => typeof field === 'object' && field !== null && !Array.isArray(field) && field['required'] === true,
  )
  const heading = ['category', 'title', 'intro', 'narrative']
  const inHeading = heading.includes(String(reveal?.path[0]))
  return (
    <>
      <Part
        title="Heading and narrative"
        says="title, words above the form, what the reporter tells freely"
        wrong={heading.map((part) => wrongUnder(wrong, [part])).find((one) => one !== undefined)}
        turn={inHeading ? reveal?.turn : undefined}
      >
        <WordsAt path={['title']} label="Title" />
        <WordsAt path={['intro']} label="Words above the form" optional rows={1} />
        <WordsAt path={['narrative', 'label']} label="Question for the reporter’s own words" />
        <WordsAt path={['narrative', 'help']} label="Hint for the reporter’s own words" optional />
        <ChoiceAt path={['category']} label="Category of its reports" options={optionsOf(categoryWords)} />
      </Part>
      <section className={styles['edit-part']}>
        <h2>Facts that every report can have</h2>
        <div className={styles['edit-facts']}>
          {asks.map(({ fact, label }) => (
            <ChoiceAt key={fact} path={['asks', fact]} label={label} options={askOptions} />
          ))}
        </div>
      </section>
      <section className={styles['edit-part']}>
        <h2>
          Fields{' '}
          <span className="quiet">
            {required.length} required, asked first · {plural(listAt(body, ['fields']).length, 'field')} in all
          </span>
        </h2>
        <FormFields />
      </section>
    </>
  )
}

interface PartProps {
  title: string
  says: string
  wrong: string | undefined
  /** Set when a place in it is to be shown. */
  turn: number | undefined
  children: React.ReactNode
}

/** A part that is seldom changed: folded until it is asked for, or something in it is wrong. */
export function Part({ title, says, wrong, turn, children }: PartProps): ReactElement {
  const [open, setOpen] = useState(false)
  const [turned, setTurned] = useState<number>()
  if (turn !== undefined && turn !== turned) {
    setTurned(turn)
    setOpen(true)
  }
  return (
    <details
      className={clsx(styles['edit-part'], styles['edit-fold'])}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {title} <span className="quiet">{says}</span>
      </summary>
      {!open && wrong !== undefined && <p className="row-wrong">{wrong}</p>}
      <div className="form">{children}</div>
    </details>
  )
}
