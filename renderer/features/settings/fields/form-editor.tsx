import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { categoryWords, optionsOf } from '../../../ui/words.ts'
import { useEditing, wrongUnder } from './editing.tsx'
import { FormFields } from './form-fields.tsx'
import { ChoiceAt, WordsAt } from './inputs.tsx'
import { listAt } from './json.ts'
import { words } from '../catalogue.ts'
import styles from '../settings.module.css'

const asks = [
  {
    fact: 'occurredAt',
    get label() {
      return words.whenItHappened
    },
  },
  {
    fact: 'place',
    get label() {
      return words.place
    },
  },
  {
    fact: 'reporter',
    get label() {
      return words.reporter
    },
  },
  {
    fact: 'immediateDanger',
    get label() {
      return words.immediateDanger
    },
  },
]
const askOptions = [
  {
    value: 'required',
    get label() {
      return words.required
    },
  },
  {
    value: 'optional',
    get label() {
      return words.optional
    },
  },
  {
    value: 'hidden',
    get label() {
      return words.notAsked
    },
  },
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
        title={words.headingAndNarrative}
        says={words.titleWordsAboveTheFormWhat}
        wrong={heading.map((part) => wrongUnder(wrong, [part])).find((one) => one !== undefined)}
        turn={inHeading ? reveal?.turn : undefined}
      >
        <WordsAt path={['title']} label={words.title} />
        <WordsAt path={['intro']} label={words.wordsAboveTheForm} optional rows={1} />
        <WordsAt path={['narrative', 'label']} label={words.questionForTheReportersOwnWords} />
        <WordsAt path={['narrative', 'help']} label={words.hintForTheReportersOwnWords} optional />
        <ChoiceAt path={['category']} label={words.categoryOfItsReports} options={optionsOf(categoryWords)} />
      </Part>
      <section className={styles['edit-part']}>
        <h2>{words.factsThatEveryReportCanHave}</h2>
        <div className={styles['edit-facts']}>
          {asks.map(({ fact, label }) => (
            <ChoiceAt key={fact} path={['asks', fact]} label={label} options={askOptions} />
          ))}
        </div>
      </section>
      <section className={styles['edit-part']}>
        <h2>
          {words.fields}{' '}
          <span className="quiet">
            {words.requiredAskedFirstInAll({
              many: required.length,
              fields: words.fields2(listAt(body, ['fields']).length),
            })}
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
