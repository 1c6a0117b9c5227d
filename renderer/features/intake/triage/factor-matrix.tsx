import { clsx } from 'clsx'
import { ActionIcon, TextInput } from '@mantine/core'
import { useState, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import type { Citation } from '../../../../shared/contract/triage.ts'
import { Icon } from '../../../ui/icons.tsx'
import { plainly } from '../../../ui/name.ts'
import { citeInWords, citing, unanswered, type Answer, type Factor, type Given } from './grade-draft.ts'
import { words as fixed } from '../catalogue.ts'
import styles from '../intake.module.css'

const answers: { answer: Answer; key: string; label: string }[] = [
  {
    answer: 'observed',
    key: 'y',
    get label() {
      return fixed.observed
    },
  },
  {
    answer: 'not-observed',
    key: 'n',
    get label() {
      return fixed.notObserved
    },
  },
  {
    answer: 'unknown',
    key: 'u',
    get label() {
      return fixed.unknown
    },
  },
]
const adds = {
  t: {
    get label() {
      return fixed.toldBy
    },
    get hint() {
      return fixed.whoSaidIt
    },
  },
  r: {
    get label() {
      return fixed.record
    },
    hint: 'R-0988, 2026-001, S-0003, R-0989-E01',
  },
  e: {
    get label() {
      return fixed.note
    },
    get hint() {
      return fixed.whatIsMissingWhomToAsk
    },
  },
} as const
type Adding = keyof typeof adds

interface MatrixProps {
  factors: readonly Factor[]
  given: Record<string, Given>
  /** Id of the factor that a citation would go to. */
  active: string | null
  /** Exhibits of the report, which can be cited. */
  exhibits: readonly { number: string; fileName: string }[]
  onActive: (factor: string) => void
  onGiven: (factor: string, given: Given) => void
  /** Cites the selected words; without any, lets them be selected. */
  onCite: (factor: string) => void
}

const rowOf = (id: string): HTMLElement | null => document.getElementById(`factor-${id}`)
/** Gives the focus to a factor's answer. */
export const focusFactor = (id: string | undefined): void => {
  if (id !== undefined) rowOf(id)?.querySelector<HTMLElement>('input:checked')?.focus()
}

/** Draws what an answer becomes, then gives it the focus: before the next key is taken, however fast it comes. */
export function answerFactor(id: string, give: () => void): void {
  flushSync(give)
  focusFactor(id)
}

/** Each factor of the category: what was observed, and on what that rests. */
export function FactorMatrix(props: MatrixProps): ReactElement {
  const { factors, given, active, exhibits, onActive, onGiven, onCite } = props
  const [adding, setAdding] = useState<{ factor: string; what: Adding } | null>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target, key } = event
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio' || event.ctrlKey || event.metaKey) return
    const at = factors.findIndex(({ id }) => id === target.name)
    const factor = factors[at]
    if (!factor) return
    const said = answers.find((one) => one.key === key)
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (said)
      answerFactor(factor.id, () => onGiven(factor.id, { ...(given[factor.id] ?? unanswered), answer: said.answer }))
    else if (step !== undefined) focusFactor(factors[Math.max(0, Math.min(factors.length - 1, at + step))]?.id)
    else if (key === 'c') onCite(factor.id)
    else if (key in adds) setAdding({ factor: factor.id, what: key as Adding })
    else return
    event.preventDefault()
  }
  const add = (factor: string, what: Adding, words: string): void => {
    const before = given[factor] ?? unanswered
    answerFactor(factor, () => {
      setAdding(null)
      if (words.trim() === '') return
      const cite: Citation | null =
        what === 't'
          ? { kind: 'told', by: words.trim() }
          : what === 'r'
            ? { kind: 'record', record: words.trim() }
            : null
      onGiven(factor, cite ? citing(before, cite) : { ...before, note: words.trim() })
    })
  }
  return (
    <div onKeyDown={onKeyDown}>
      {factors.map((factor) => (
        <FactorRow
          key={factor.id}
          factor={factor}
          given={given[factor.id] ?? unanswered}
          on={active === factor.id}
          onActive={() => onActive(factor.id)}
          onGiven={(next) => onGiven(factor.id, next)}
          onCite={() => onCite(factor.id)}
          onAdd={(what) => setAdding({ factor: factor.id, what })}
        >
          {adding?.factor === factor.id && (
            <>
              <AddLine
                key={adding.what}
                {...adds[adding.what]}
                start={adding.what === 'e' ? (given[factor.id]?.note ?? '') : ''}
                onDone={(words) => add(factor.id, adding.what, words)}
              />
              {adding.what === 'r' && (
                <CiteExhibit exhibits={exhibits} onCite={(number) => add(factor.id, 'r', number)} />
              )}
            </>
          )}
        </FactorRow>
      ))}
    </div>
  )
}

interface RowProps {
  factor: Factor
  given: Given
  on: boolean
  onActive: () => void
  onGiven: (given: Given) => void
  onCite: () => void
  onAdd: (what: Adding) => void
  children: ReactElement | false
}

function FactorRow({ factor, given, on, onActive, onGiven, onCite, onAdd, children }: RowProps): ReactElement {
  return (
    <fieldset
      className={clsx(styles.factor, styles[given.answer], on && styles.on)}
      id={`factor-${factor.id}`}
      onFocus={onActive}
    >
      <legend title={factor.help}>{factor.label}</legend>
      <div className={styles['factor-answers']}>
        {answers.map(({ answer, key, label }) => (
          <label key={answer} title={`${label} (${key})`}>
            <input
              type="radio"
              name={factor.id}
              aria-label={label}
              checked={given.answer === answer}
              onChange={() => onGiven({ ...given, answer })}
            />
            <span aria-hidden="true">{key}</span>
          </label>
        ))}
      </div>
      {given.cites.map((cite) => (
        <p className={styles.cite} key={JSON.stringify(cite)}>
          <span className="words">{citeInWords(cite)}</span>
          <ActionIcon
            variant="subtle"
            size={24}
            aria-label={fixed.removeTheCitation(citeInWords(cite))}
            onClick={() => onGiven({ ...given, cites: given.cites.filter((other) => other !== cite) })}
          >
            <Icon name="close" size={12} />
          </ActionIcon>
        </p>
      ))}
      {given.note !== '' && <p className={styles.cite}>{given.note}</p>}
      {given.answer === 'observed' && given.cites.length === 0 && (
        <p className={clsx(styles.cite, styles.wanting)}>{fixed.whatShowsItSelectWordsAnd}</p>
      )}
      {on && given.cites.length === 0 && given.note === '' && given.answer !== 'observed' && (
        <p className={styles.cite}>{factor.help}</p>
      )}
      {/* Reached by their keys from the answer: as stops of the Tab key they would come between any two factors. */}
      {on && !children && (
        <p className={styles['cite-by']}>
          <button type="button" tabIndex={-1} aria-keyshortcuts="c" onMouseDown={keepSelection} onClick={onCite}>
            {fixed.citeTheSelectedWords}
          </button>
          {(Object.keys(adds) as Adding[]).map((what) => (
            <button key={what} type="button" tabIndex={-1} aria-keyshortcuts={what} onClick={() => onAdd(what)}>
              {adds[what].label}
            </button>
          ))}
        </p>
      )}
      {children}
    </fieldset>
  )
}

/** A button that took the focus would take the selection away before it is read. */
const keepSelection = (event: MouseEvent): void => event.preventDefault()

interface CiteExhibitProps {
  exhibits: MatrixProps['exhibits']
  onCite: (number: string) => void
}

/** The exhibits of the report, to cite one without writing its number. */
const CiteExhibit = ({ exhibits, onCite }: CiteExhibitProps): ReactElement | null =>
  exhibits.length === 0 ? null : (
    <p className={styles['cite-by']}>
      {exhibits.map(({ number, fileName }) => (
        <button key={number} type="button" onClick={() => onCite(number)}>
          {number} {plainly(fileName)}
        </button>
      ))}
    </p>
  )

interface AddLineProps {
  label: string
  hint: string
  start: string
  onDone: (words: string) => void
}

/** One line to add: Enter keeps it, Esc leaves it. */
function AddLine({ label, hint, start, onDone }: AddLineProps): ReactElement {
  const [words, setWords] = useState(start)
  return (
    <TextInput
      aria-label={label}
      placeholder={`${label}: ${hint}`}
      value={words}
      maxLength={500}
      autoFocus
      onChange={(event) => setWords(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onDone(event.key === 'Enter' ? words : '')
      }}
    />
  )
}
