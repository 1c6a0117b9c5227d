import { useRef, type KeyboardEvent, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Kbd, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

/** The letter that chooses a form at once: the same one for as long as the form is there. */
const letters: Record<string, string> = {
  'employee-concern': 'e',
  threat: 't',
  stalking: 'k',
  'suspicious-person': 'p',
  trespass: 'r',
  'access-anomaly': 'a',
  'online-threat': 'n',
  travel: 'v',
  'route-deviation': 'd',
  sos: 's',
  theft: 'h',
  'information-leak': 'l',
  assault: 'u',
  abduction: 'b',
  explosion: 'x',
  other: 'o',
}
const columns = 4

/** What is being reported: the forms of the vault. A letter chooses, or the arrows and Enter. */
export function CategoryGrid({ onChoose }: { onChoose: (key: string) => void }): ReactElement {
  const forms = useAsk('template.list', { kind: 'form' })
  const grid = useRef<HTMLDivElement>(null)
  const known = Object.keys(letters)
  const place = (key: string): number => (known.includes(key) ? known.indexOf(key) : known.length)
  const items = [...(forms.data?.items ?? [])].sort((a, b) => place(a.key) - place(b.key) || a.key.localeCompare(b.key))
  // Forms that the vault added take the digits.
  const added = items.filter(({ key }) => letters[key] === undefined).map(({ key }) => key)
  const letterOf = (key: string): string | undefined => letters[key] ?? '123456789'[added.indexOf(key)]

  useKeys(
    words.whatIsReported,
    items.flatMap(({ key, title }) => {
      const letter = letterOf(key)
      return letter === undefined ? [] : [{ key: letter, says: title, run: () => onChoose(key) }]
    }),
  )
  const move = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }
    const step = steps[event.key]
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    if (step === undefined || at < 0) return
    event.preventDefault()
    buttons[at + step]?.focus()
  }
  if (!forms.data) {
    return forms.error ? (
      <Problem problem={forms.error} title={words.theFormsCouldNotBeRead} onRetry={() => void forms.refetch()} />
    ) : (
      <Loading what={words.theForms} />
    )
  }
  return (
    <div className={styles['category-grid']} ref={grid} role="group" aria-label={words.whatIsReported} onKeyDown={move}>
      {items.map(({ key, title }, index) => (
        <button key={key} type="button" autoFocus={index === 0} onClick={() => onChoose(key)}>
          <span>{title}</span>
          {letterOf(key) !== undefined && (
            <span aria-hidden="true">
              <Kbd>{letterOf(key)?.toUpperCase()}</Kbd>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
