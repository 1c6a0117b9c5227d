import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react'
import { languages } from '../../../shared/contract/forms.ts'
import type { TemplateKind } from '../../../shared/contract/templates.ts'
import { useKept } from '../../session/kept.ts'
import type { Language } from '../../ui/forms/words-in.ts'
import { EditingProvider, idOf } from './fields/editing.tsx'
import { FormEditor } from './fields/form-editor.tsx'
import { isRecord, withAt, type Json, type Path } from './fields/json.ts'
import { PlaybookEditor } from './fields/playbook-editor.tsx'
import { JsonText } from './template-sheet.tsx'
import type { Typed, Wrong } from './typed.ts'
import { languageWords, placeInWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

/** The kinds that have an editor by fields. The others are edited as JSON. */
const byFields: Partial<Record<TemplateKind, () => ReactElement>> = { form: FormEditor, playbook: PlaybookEditor }

interface EditPaneProps {
  kind: TemplateKind
  text: string
  read: Typed
  /** Names by which something was recorded already. */
  known: ReadonlySet<string>
  onType: (text: string, byFields?: boolean) => void
  /** Counts how often it was tried to save what cannot be used: the first wrong place is shown then. */
  tried: number
}

/** The draft, by its fields or as the JSON that it is; one turns into the other and back, and nothing is lost between. */
export function EditPane({ kind, text, read, known, onType, tried }: EditPaneProps): ReactElement {
  const [view, setView] = useKept<'fields' | 'json'>('settings view', 'fields')
  const [language, setLanguage] = useKept<Language>('settings language', 'en')
  const [reveal, setReveal] = useState<{ path: readonly PropertyKey[]; turn: number }>()
  const Editor = byFields[kind]
  const fields = Editor !== undefined && view === 'fields'
  const wrong = read.wrong ?? []
  const show = (path: readonly PropertyKey[]): void => setReveal({ path, turn: (reveal?.turn ?? 0) + 1 })
  const [shownFor, setShownFor] = useState(tried)
  if (tried !== shownFor) {
    setShownFor(tried)
    if (fields && wrong[0]) show(wrong[0].path)
  }
  // The place is looked for once what holds it is open: the field itself, or the nearest that has one.
  useEffect(() => {
    if (!reveal) return
    for (let length = reveal.path.length; length > 0; length--) {
      const field = document.getElementById(idOf(reveal.path.slice(0, length)))
      if (!field) continue
      field.focus()
      field.scrollIntoView({ block: 'center' })
      return
    }
  }, [reveal])

  const put = (path: Path, value: Json | undefined): void => {
    if (read.json === undefined) return
    onType(JSON.stringify(withAt(read.json, path, value), null, 2), true)
  }
  // Arrows walk in the rows here; they do not go on to the next template.
  const keep = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') event.stopPropagation()
  }
  return (
    <div className={styles['settings-text']}>
      {Editor && (
        <div className={styles['settings-views']}>
          <SegmentedControl
            aria-label={words.editBy}
            size="xs"
            data={[
              { value: 'fields', label: words.fields },
              { value: 'json', label: words.json },
            ]}
            value={view}
            onChange={(next) => setView(next === 'json' ? 'json' : 'fields')}
          />
          {fields && kind === 'form' && (
            <NativeSelect
              aria-label={words.wordsBesideTheEnglishOnes}
              data={languages.map((one) => ({
                value: one,
                label: one === 'en' ? words.englishOnly : words.englishAnd(languageWords[one]),
              }))}
              value={language}
              onChange={(event) => setLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'en')}
            />
          )}
        </div>
      )}
      {wrong.length > 0 && <WrongPlaces wrong={wrong} onShow={fields ? show : undefined} />}
      {fields ? (
        isRecord(read.json) ? (
          <div className={styles['settings-fields']} onKeyDown={keep}>
            <EditingProvider value={{ body: read.json, put, wrong, language, known, reveal }}>
              <Editor />
            </EditingProvider>
          </div>
        ) : (
          <p className="quiet">{words.itsFieldsCanBeShownAgain}</p>
        )
      ) : (
        <JsonText text={text} onType={onType} />
      )}
    </div>
  )
}

const many = 5

function WrongPlaces({
  wrong,
  onShow,
}: {
  wrong: readonly Wrong[]
  onShow?: ((path: readonly PropertyKey[]) => void) | undefined
}): ReactElement {
  const rest = wrong.length - many
  return (
    <div className={styles['settings-wrong']} role="status">
      <b>{words.itCannotBeUsedLikeThis}</b>
      <ul aria-label={words.whatIsWrong}>
        {wrong.slice(0, many).map(({ place, says, path }) => (
          <li key={`${place} ${says}`}>
            {onShow && path.length > 0 ? (
              <button type="button" className={styles['settings-goto']} onClick={() => onShow(path)}>
                {placeInWords(path)}
              </button>
            ) : (
              <span className="mono">{place}</span>
            )}{' '}
            {says}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">{words.andMorePlaces(words.morePlaces(rest))}</p>}
    </div>
  )
}
