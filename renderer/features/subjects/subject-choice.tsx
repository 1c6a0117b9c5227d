import { TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { useSeen, type SeenKind } from './seen-before.tsx'
import { kindWords, type Kind } from './words.ts'
import { words } from './catalogue.ts'

/** Who was chosen: somebody on record, or a new one of a kind. */
export interface Choice {
  typed: string
  /** Id of the one on record; `new` for a new one. */
  chosen: string
  kind: Kind
}

export const nobodyChosen: Choice = { typed: '', chosen: '', kind: 'person' }

interface SubjectChoiceProps {
  label: string
  value: Choice
  onChange: (choice: Choice) => void
  /** Whether a new one can be put on record from here. */
  mayBeNew?: boolean
  kind?: SeenKind
  /** Id of one that is not offered. */
  but?: string
  error?: string | false
}

/** Finds somebody or something on record first; only then is a new record offered. */
export function SubjectChoice(props: SubjectChoiceProps): ReactElement {
  const { label, value, onChange, mayBeNew = false, kind = 'any', but, error } = props
  const group = useId()
  const { seen, error: failed } = useSeen(value.typed, kind)
  const found = (seen?.subjects ?? []).filter(({ id }) => id !== but)
  const asked = value.typed.trim().length >= 3
  return (
    <>
      <TextInput
        label={label}
        placeholder={words.namePlateTelephoneHandle}
        value={value.typed}
        maxLength={500}
        error={error}
        onChange={(event) => onChange({ ...value, typed: event.currentTarget.value, chosen: '' })}
      />
      <Problem problem={failed} title={words.whatIsOnRecordCouldNot} />
      {asked && (
        <fieldset className="pick">
          <legend>{found.length > 0 ? words.onRecord : words.nobodyOnRecordIsCalledThat}</legend>
          {found.map(({ id, number, name, kind: of, why }) => (
            <label key={id}>
              <input
                type="radio"
                name={group}
                checked={value.chosen === id}
                onChange={() => onChange({ ...value, chosen: id, kind: of })}
              />
              <span>
                <b className="words">{plainly(name)}</b>
                <small>
                  {number} · {kindWords[of].toLowerCase()} · {plainly(why)}
                </small>
              </span>
            </label>
          ))}
          {mayBeNew && (
            <label>
              <input
                type="radio"
                name={group}
                checked={value.chosen === 'new'}
                onChange={() => onChange({ ...value, chosen: 'new' })}
              />
              <span>
                <b>{words.newOnRecord}</b>
                <small className="words">{plainly(value.typed.trim())}</small>
              </span>
            </label>
          )}
        </fieldset>
      )}
    </>
  )
}
