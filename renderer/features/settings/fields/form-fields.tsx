import { useRef, type ReactElement } from 'react'
import { fieldKinds, languages, takesOptions } from '../../../../shared/contract/forms.ts'
import { Rows } from '../../../ui/rows.tsx'
import { optionsOf } from '../../../ui/words.ts'
import { fieldKindWords, languageWords } from '../words.ts'
import { revealIn, useEditing, wrongUnder } from './editing.tsx'
import { ChoiceAt, CheckAt, NotAList, TextAt, WordsAt } from './inputs.tsx'
import { isRecord, listAt, nameFrom, textAt, valueAt, type Json, type Path } from './json.ts'
import { words } from '../catalogue.ts'
import styles from '../settings.module.css'

const kindOptions = optionsOf(fieldKindWords)
const labelOf = (item: Json): string => textAt(item, ['label', 'en'])
const kindOf = (item: Json): string => textAt(item, ['kind'])

/** The fields of a form, in the order in which they are asked. */
export function FormFields(): ReactElement {
  const { body, put, wrong, language, reveal } = useEditing()
  const place: Path = ['fields']
  const fields = listAt(body, place)
  return (
    <>
      <NotAList value={valueAt(body, place)} />
      <Rows
        label={words.fieldsOfTheForm}
        items={fields}
        nameOf={(field, at) => labelOf(field) || `Field ${at + 1}`}
        onChange={(next) => put(place, next)}
        wrong={(at) => wrongUnder(wrong, [...place, at])}
        reveal={revealIn(reveal, place)}
        renderHead={(field) => (
          <>
            {labelOf(field) === '' ? <b className="quiet">{words.noLabelYet}</b> : <b>{labelOf(field)}</b>}
            <span className="quiet">{kindInWords(field)}</span>
            {language !== 'en' && lacks(field, language) > 0 && (
              <span className="tag moderate">
                {words.notIn({ lacks: lacks(field, language), language: languageWords[language] })}
              </span>
            )}
          </>
        )}
        renderAside={(field, at) => (
          <CheckAt
            path={[...place, at, 'required']}
            label={words.required}
            name={labelOf(field) || `Field ${at + 1}`}
          />
        )}
        adds={[{ says: words.addAField, make: () => newField(fields) }]}
      >
        {(_, at) => <OneField at={at} />}
      </Rows>
    </>
  )
}

const newField = (fields: readonly Json[]): Json => ({
  id: nameFrom('', 'new-field', idsOf(fields)),
  label: { en: '' },
  kind: 'line',
  required: false,
})

const idsOf = (items: readonly Json[]): string[] => items.map((item) => textAt(item, ['id']))

function kindInWords(field: Json): string {
  const kind = fieldKinds.find((one) => one === kindOf(field))
  const options = takesOptions(kind) ? `, ${words.choices(listAt(field, ['options']).length)}` : ''
  return `${kind ? fieldKindWords[kind] : kindOf(field)}${options}`
}

/** How many texts of a field a language does not have. */
function lacks(part: Json, language: (typeof languages)[number]): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, inner) => sum + lacks(inner, language), 0)
  if (!isRecord(part)) return 0
  if (typeof part['en'] === 'string') return typeof part[language] === 'string' ? 0 : 1
  return Object.values(part).reduce<number>((sum, inner) => sum + lacks(inner, language), 0)
}

/** The name of what is new follows its words; one by which answers were recorded stays. */
function renamed(
  item: Json,
  text: string,
  others: readonly string[],
  otherwise: string,
  known: ReadonlySet<string>,
): Json {
  const record = isRecord(item) ? item : {}
  const label = { ...(isRecord(record['label']) ? record['label'] : {}), en: text }
  const id = textAt(item, ['id'])
  const follows =
    !known.has(id) && (id === '' || id.startsWith(otherwise) || id === nameFrom(labelOf(item), otherwise, others))
  return { ...record, label, ...(follows ? { id: nameFrom(text, otherwise, others) } : {}) }
}

function OneField({ at }: { at: number }): ReactElement {
  const { body, put, known } = useEditing()
  const place: Path = ['fields', at]
  const fields = listAt(body, ['fields'])
  const field = fields[at] ?? null
  const others = idsOf(fields.toSpliced(at, 1))
  // Whoever chose the wrong kind by accident gets the choices back with the right one.
  const setAside = useRef<Json | undefined>(undefined)
  const chooseKind = (kind: string): void => {
    const record = isRecord(field) ? field : {}
    if (takesOptions(kind) === takesOptions(record['kind'])) return put(place, { ...record, kind })
    if (takesOptions(kind)) return put(place, { ...record, kind, options: setAside.current ?? twoOptions })
    const { options, ...rest } = record
    setAside.current = options
    put(place, { ...rest, kind })
  }
  return (
    <>
      <WordsAt
        path={[...place, 'label']}
        label={words.label}
        onEnglish={(text) => put(place, renamed(field, text, others, 'new-field', known))}
      />
      <WordsAt path={[...place, 'help']} label={words.hint} optional />
      <div className="pair">
        <ChoiceAt path={[...place, 'kind']} label={words.kindOfAnswer} options={kindOptions} onChoose={chooseKind} />
        <TextAt path={[...place, 'id']} label={words.nameInTheRecord} mono maxLength={40} />
      </div>
      {takesOptions(kindOf(field)) && <Options place={[...place, 'options']} />}
    </>
  )
}

const option = (others: readonly string[]): Json => ({ id: nameFrom('', 'new-choice', others), label: { en: '' } })
const twoOptions: Json = [option([]), option(['new-choice'])]

function Options({ place }: { place: Path }): ReactElement {
  const { body, put, wrong, known } = useEditing()
  const options = listAt(body, place)
  const own = wrong.find(({ path }) => path.length === place.length && path.every((step, at) => step === place[at]))
  return (
    <fieldset className={styles['inner-rows']}>
      <legend>{words.choices2}</legend>
      <NotAList value={valueAt(body, place)} />
      <Rows
        label={words.choicesOfTheField}
        items={options}
        nameOf={(item, at) => labelOf(item) || `Choice ${at + 1}`}
        onChange={(next) => put(place, next)}
        wrong={(at) =>
          wrongUnder(
            wrong.filter(({ path }) => !path.includes('label')),
            [...place, at],
          )
        }
        adds={[{ says: words.addAChoice, make: () => option(idsOf(options)) }]}
      >
        {(item, at) => (
          <WordsAt
            path={[...place, at, 'label']}
            label={words.choiceValue(at + 1)}
            quiet
            onEnglish={(text) =>
              put([...place, at], renamed(item, text, idsOf(options.toSpliced(at, 1)), 'new-choice', known))
            }
          />
        )}
      </Rows>
      {own && <p className="row-wrong">{words.aChoice(own.says)}</p>}
    </fieldset>
  )
}
