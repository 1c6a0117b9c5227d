import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import type { FormField } from '../../../shared/contract/forms.ts'
import { readWhen, readingOf } from '../when-field.tsx'
import { chosenIn } from './answers.ts'
import { wordsIn, type Language } from './words-in.ts'

interface FormAnswerProps {
  field: FormField
  value: string
  onChange: (next: string) => void
  language: Language
  /** The zone of the place, for times. */
  zone: string
  error?: string | undefined
}

const notSaid: Record<Language, string> = { en: 'Not said', es: 'Sin respuesta', fr: 'Non précisé', ar: 'لم يُذكر' }
const yesNo: Record<Language, [string, string]> = {
  en: ['Yes', 'No'],
  es: ['Sí', 'No'],
  fr: ['Oui', 'Non'],
  ar: ['نعم', 'لا'],
}

/** One field of a report form, as the form says it. */
export function FormAnswer(props: FormAnswerProps): ReactElement {
  const { field, value, onChange, language, zone, error } = props
  const common = {
    label: wordsIn(field.label, language),
    description: field.help && wordsIn(field.help, language),
    // Mantine would add a star that the label's reader has to spell.
    'aria-required': field.required,
    error,
  }
  switch (field.kind) {
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxLength={10_000}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'choices':
      return <Several {...props} />
    case 'choice':
    case 'yes-no': {
      const [yes, no] = yesNo[language]
      const options = field.options?.map(({ id, label }) => ({ value: id, label: wordsIn(label, language) })) ?? [
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ]
      const none = { value: '', label: field.required ? '' : notSaid[language] }
      return (
        <NativeSelect
          {...common}
          data={[none, ...options]}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    }
    case 'when': {
      const { when } = readWhen({ text: value, zone })
      return (
        <TextInput
          {...common}
          description={when ? readingOf(when) : common.description}
          placeholder="6:42, yesterday 22:10, 14 Nov"
          maxLength={40}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          // “Yesterday” said today is another day tomorrow.
          onBlur={() => when && onChange(when.value.replace('T', ' '))}
        />
      )
    }
    case 'line':
    case 'number':
    case 'person':
    case 'vehicle':
    case 'account':
    case 'phone':
    case 'place':
      break
  }
  return (
    <TextInput
      {...common}
      inputMode={field.kind === 'number' ? 'numeric' : undefined}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Several({ field, value, onChange, language, error }: FormAnswerProps): ReactElement {
  const wrong = useId()
  const chosen = chosenIn(value)
  const toggle = (id: string): void =>
    onChange(
      (field.options ?? [])
        .map((option) => option.id)
        .filter((one) => (one === id ? !chosen.includes(id) : chosen.includes(one)))
        .join(' '),
    )
  return (
    <fieldset className="several" aria-describedby={error === undefined ? undefined : wrong}>
      <legend>{wordsIn(field.label, language)}</legend>
      {field.help && <p className="quiet">{wordsIn(field.help, language)}</p>}
      <div>
        {field.options?.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={wordsIn(label, language)}
            checked={chosen.includes(id)}
            onChange={() => toggle(id)}
            aria-invalid={error === undefined ? undefined : true}
          />
        ))}
      </div>
      {error !== undefined && (
        <p className="late" id={wrong}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
