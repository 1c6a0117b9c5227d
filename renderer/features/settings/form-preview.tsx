import { SegmentedControl, Textarea } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { languages, Words, type FormTemplate } from '../../../shared/contract/forms.ts'
import { useKept } from '../../session/kept.ts'
import { FormAnswer } from '../../ui/forms/form-answer.tsx'
import { wordsIn, type Language } from '../../ui/forms/words-in.ts'
import { viewerZone } from '../../ui/time.ts'
import { categoryWords } from '../../ui/words.ts'
import { languageWords } from './words.ts'
import { words as fixed } from './catalogue.ts'
import styles from './settings.module.css'

const factWords: Record<keyof FormTemplate['asks'], string> = fixed.factWords
type Fact = keyof typeof factWords

/** English words of the form that a language has no words for. */
function missingIn(part: unknown, language: Language): string[] {
  if (typeof part !== 'object' || part === null) return []
  const words = Words.safeParse(part)
  if (words.success) return words.data[language] === undefined ? [words.data.en] : []
  return Object.values(part).flatMap((inner) => missingIn(inner, language))
}

/** The form as a reporter sees it, in each language. It can be tried; nothing is kept of that. */
export function FormPreview({ form }: { form: FormTemplate }): ReactElement {
  const [language, setLanguage] = useKept<Language>('settings language', 'en')
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const missing = missingIn(form, language)
  const lacking = (one: Language): number => missingIn(form, one).length
  const asked = (how: 'required' | 'optional' | 'hidden'): string =>
    (Object.keys(factWords) as Fact[])
      .filter((fact) => form.asks[fact] === how)
      .map((fact) => factWords[fact])
      .join(', ')
  const also = [
    { how: fixed.mustBeGiven, facts: asked('required') },
    { how: fixed.alsoAsked, facts: asked('optional') },
    { how: fixed.notAsked, facts: asked('hidden') },
  ].filter(({ facts }) => facts !== '')
  const fields = [...form.fields.filter(({ required }) => required), ...form.fields.filter(({ required }) => !required)]
  return (
    <>
      <div className={styles['settings-languages']}>
        <SegmentedControl
          aria-label={fixed.languageOfTheForm}
          size="xs"
          data={languages.map((one) => ({
            value: one,
            label: lacking(one) === 0 ? languageWords[one] : `${languageWords[one]} (${lacking(one)})`,
          }))}
          value={language}
          onChange={(next) => setLanguage(languages.find((one) => one === next) ?? 'en')}
        />
        {languages.some((one) => lacking(one) > 0) && <p className="quiet">{fixed.inBracketsTextsThatALanguage}</p>}
        {missing.length > 0 && (
          <details className={styles['settings-missing']}>
            <summary>
              {fixed.missingIn({ texts: fixed.texts(missing.length), language: languageWords[language] })}
            </summary>
            <ul>
              {[...new Set(missing)].map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className={styles['settings-form']} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <h2>{wordsIn(form.title, language)}</h2>
        {form.intro && <p>{wordsIn(form.intro, language)}</p>}
        <Textarea
          label={wordsIn(form.narrative.label, language)}
          description={form.narrative.help && wordsIn(form.narrative.help, language)}
          aria-required
          minRows={3}
          autosize
          value={answers[''] ?? ''}
          onChange={(event) => setAnswers({ ...answers, '': event.currentTarget.value })}
        />
        {fields.map((field) => (
          <div key={field.id} className={field.required ? styles['settings-required'] : undefined}>
            <FormAnswer
              field={field}
              language={language}
              zone={viewerZone}
              value={answers[field.id] ?? ''}
              onChange={(answer) => setAnswers({ ...answers, [field.id]: answer })}
            />
          </div>
        ))}
      </div>
      <dl className="facts">
        <div>
          <dt>{fixed.category}</dt>
          <dd>{categoryWords[form.category]}</dd>
        </div>
        {also.map(({ how, facts }) => (
          <div key={how}>
            <dt>{how}</dt>
            <dd>{facts}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{fixed.requiredFieldsHaveABarBeside}</p>
    </>
  )
}
