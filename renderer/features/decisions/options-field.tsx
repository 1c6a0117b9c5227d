import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { words } from './catalogue.ts'
import styles from './decisions.module.css'

interface OptionsFieldProps {
  options: string[]
  /** Place of the chosen one; -1 for none. */
  choice: number
  onChange: (options: string[], choice: number) => void
  error: string | false
}

const most = 20

/** The options, one a line, and which of them was chosen. */
export function OptionsField({ options, choice, onChange, error }: OptionsFieldProps): ReactElement {
  const name = useId()
  const write = (place: number, text: string): void =>
    onChange(
      options.map((option, index) => (index === place ? text : option)),
      choice,
    )
  const drop = (place: number): void =>
    onChange(
      options.filter((_, index) => index !== place),
      choice === place ? -1 : choice > place ? choice - 1 : choice,
    )
  return (
    <fieldset className={styles['options-field']}>
      <legend>{words.optionsAndTheOneThatIs}</legend>
      {options.map((option, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place: what it says changes while it is typed
        <div key={place}>
          <input
            type="radio"
            name={name}
            aria-label={words.chooseOption(place + 1)}
            checked={choice === place}
            onChange={() => onChange(options, place)}
          />
          <TextInput
            aria-label={words.optionValue(place + 1)}
            value={option}
            maxLength={500}
            onChange={(event) => write(place, event.currentTarget.value)}
          />
          {options.length > 2 && (
            <ActionIcon variant="subtle" aria-label={words.removeOption(place + 1)} onClick={() => drop(place)}>
              <Icon name="close" size={14} />
            </ActionIcon>
          )}
        </div>
      ))}
      {options.length < most && <Button onClick={() => onChange([...options, ''], choice)}>{words.addAnOption}</Button>}
      {error !== false && (
        <p className={styles['field-error']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
