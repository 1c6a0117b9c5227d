import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { languageWords } from '../words.ts'
import { useAt, useEditing } from './editing.tsx'
import { isRecord, type Json, type Path } from './json.ts'
import { words } from '../catalogue.ts'
import styles from '../settings.module.css'

interface TextAtProps {
  path: Path
  label: string
  description?: string
  placeholder?: string
  /** Left empty, the part is taken out. */
  optional?: boolean
  /** Rows of a text of several lines. */
  rows?: number
  /** Its label is said only, not shown. */
  quiet?: boolean
  onText?: (text: string) => void
  lang?: string
  mono?: boolean
  maxLength?: number
}

/** One text of the template. */
export function TextAt(props: TextAtProps): ReactElement {
  const { path, label, description, placeholder, optional = false, rows, quiet, onText, lang, mono, maxLength } = props
  const { id, text, put, error } = useAt(path)
  const common = {
    id,
    ...(quiet ? { 'aria-label': label } : { label }),
    description,
    placeholder,
    error,
    value: text,
    maxLength: maxLength ?? (rows === undefined ? 500 : 2000),
    ...(lang === undefined ? {} : { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }),
    ...(mono ? { className: styles['mono-field'], spellCheck: false } : {}),
  }
  const change = (next: string): void => {
    if (onText) onText(next)
    else put(next === '' && optional ? undefined : next)
  }
  if (rows === undefined) return <TextInput {...common} onChange={(event) => change(event.currentTarget.value)} />
  return <Textarea {...common} autosize minRows={rows} onChange={(event) => change(event.currentTarget.value)} />
}

interface WordsAtProps extends Pick<TextAtProps, 'path' | 'label' | 'optional' | 'rows' | 'quiet' | 'description'> {
  /** What the English words change besides themselves. */
  onEnglish?: (text: string) => void
}

/** Words in English and, beside them, in the language at hand. What has no words in any language is taken out where it may. */
export function WordsAt({
  path,
  label,
  optional = false,
  rows,
  quiet,
  description,
  onEnglish,
}: WordsAtProps): ReactElement {
  const { language } = useEditing()
  const { value, put } = useAt(path)
  const english = (text: string): void => {
    if (onEnglish) return onEnglish(text)
    const others = isRecord(value) ? Object.keys(value).some((key) => key !== 'en') : false
    if (optional && text === '' && !others) put(undefined)
    else put({ ...(isRecord(value) ? value : {}), en: text })
  }
  const translated = (text: string): void => {
    const { [language]: _, ...others } = isRecord(value) ? value : {}
    const left =
      others['en'] === '' || others['en'] === undefined ? Object.keys(others).filter((key) => key !== 'en') : ['en']
    if (text !== '') put({ ...others, ...(others['en'] === undefined ? { en: '' } : {}), [language]: text })
    else put(optional && left.length === 0 ? undefined : others)
  }
  const common = { rows, quiet } as const
  return (
    <div className={language === 'en' ? undefined : styles['two-tongues']}>
      <TextAt
        {...defined(common)}
        {...(description === undefined ? {} : { description })}
        path={[...path, 'en']}
        label={label}
        onText={english}
      />
      {language !== 'en' && (
        <TextAt
          {...defined(common)}
          path={[...path, language]}
          label={`${label}, ${languageWords[language]}`}
          placeholder={words.shownInEnglish}
          lang={language}
          onText={translated}
        />
      )}
    </div>
  )
}

const defined = (given: {
  rows: number | undefined
  quiet: boolean | undefined
}): { rows?: number; quiet?: boolean } => ({
  ...(given.rows === undefined ? {} : { rows: given.rows }),
  ...(given.quiet === undefined ? {} : { quiet: given.quiet }),
})

interface ChoiceAtProps {
  path: Path
  label: string
  description?: string
  options: readonly { value: string; label: string }[]
  onChoose?: (value: string) => void
}

/** One of a few words. A word that nobody here knows is shown as it is, not replaced in silence. */
export function ChoiceAt({ path, label, description, options, onChoose }: ChoiceAtProps): ReactElement {
  const { id, text, put, error } = useAt(path)
  const known = options.some(({ value }) => value === text)
  return (
    <NativeSelect
      id={id}
      label={label}
      description={description}
      error={error}
      data={known ? [...options] : [{ value: text, label: text === '' ? '—' : text }, ...options]}
      value={text}
      onChange={(event) => (onChoose ?? put)(event.currentTarget.value)}
    />
  )
}

export function CheckAt({ path, label, name }: { path: Path; label: string; name?: string }): ReactElement {
  const { value, put } = useAt(path)
  return (
    <Checkbox
      className={styles['row-check']}
      label={label}
      {...(name === undefined ? {} : { 'aria-label': `${name}: ${label}` })}
      checked={value === true}
      onChange={(event) => put(event.currentTarget.checked)}
    />
  )
}

/** What stands where a list should: only the JSON can be corrected then. */
export const NotAList = ({ value }: { value: Json | undefined }): ReactElement | null =>
  value === undefined || Array.isArray(value) ? null : <p className="row-wrong">{words.thisIsNoListCorrectIt}</p>
