import { useId, type ReactElement, type ReactNode } from 'react'
import { levels, severityWords, type Level } from './words.ts'
import { words } from './catalogue.ts'

/** A severity: its colour and its word, never the colour alone. */
export const SeverityMark = ({ level }: { level: Level | null }): ReactElement =>
  level === null ? (
    <span className="severity unrated">{words.notRated}</span>
  ) : (
    <span className={`severity ${level}`}>
      <i aria-hidden="true" />
      {severityWords[level]}
    </span>
  )

export const SeverityTag = ({ level }: { level: Level | null }): ReactElement => (
  <span className={`tag ${level ?? 'unrated'}`}>{level === null ? words.notRated : severityWords[level]}</span>
)

interface ChoiceProps {
  value: Level | null
  onChange: (level: Level) => void
  label?: string
  describedBy?: ReactNode
}

/** The four levels, side by side. */
export function SeverityChoice({ value, onChange, label = words.severity }: ChoiceProps): ReactElement {
  const name = useId()
  return (
    <fieldset className="levels">
      <legend>{label}</legend>
      {levels.map((level) => (
        <label key={level} className={level}>
          <input type="radio" name={name} checked={value === level} onChange={() => onChange(level)} />
          <span>{severityWords[level]}</span>
        </label>
      ))}
    </fieldset>
  )
}
