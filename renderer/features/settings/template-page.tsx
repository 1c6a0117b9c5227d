import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TemplateDetail, TemplateKind } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../session/client.ts'
import { useDraft, type Draft } from '../../session/drafts.ts'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Preview } from './preview.tsx'
import { detailOf, isMakeable, type Fresh, type Makeable } from './fresh.ts'
import { TemplateEditor } from './template-editor.tsx'
import type { TemplateDraft } from './use-template-draft.ts'
import { readTyped, written } from './typed.ts'
import { JsonText, TemplateSheet } from './template-sheet.tsx'
import { versionInWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

interface TemplatePageProps {
  kind: TemplateKind
  /** The key of the template: `key` is React's. */
  name: string
  /** It was begun and never saved: what it starts with. */
  start: Fresh | undefined
  onSaved: () => void
  onDiscard: () => void
  onCopy: (kind: Makeable) => void
  onLeave: () => void
}

/** One template: as it is and may be changed, or as a version of it was. */
export function TemplatePage(props: TemplatePageProps): ReactElement {
  const draft = useDraft<TemplateDraft>(`template ${props.kind}/${props.name}`)
  return (
    <HeldForm draft={draft}>
      <Page {...props} draft={draft} />
    </HeldForm>
  )
}

function Page(props: TemplatePageProps & { draft: Draft<TemplateDraft> }): ReactElement {
  const { kind, name, start, draft, onSaved, onDiscard, onCopy, onLeave } = props
  const detail = useAsk('template.get', { kind, key: name }, { enabled: start === undefined })
  // Its first version is on its way from the moment at which it was saved.
  const [begun] = useState(start)
  const data = detail.data ?? (begun && detailOf(begun))
  const [shown, setShown] = useState<number>()
  // Here, so that looking at another version does not lose it; undefined until something is typed or let go.
  const [typed, setTyped] = useState<TemplateDraft | null>()
  const granted = useMay('settings.write').granted
  // What was begun is a draft from the first moment.
  const untouched = start ? { base: 0, text: written(kind, start.start) } : null
  if (detail.error)
    return (
      <div className={styles['settings-page']}>
        <Problem problem={detail.error} title={words.theTemplateCouldNotBeRead} onRetry={() => void detail.refetch()} />
      </div>
    )
  if (!data || draft.found === undefined)
    return (
      <div className={styles['settings-page']}>
        <Loading what={words.theTemplate} />
      </div>
    )
  if (shown !== undefined) return <OneVersion detail={data} version={shown} onShow={setShown} />
  return (
    <TemplateEditor
      detail={data}
      draft={draft}
      typed={granted ? (typed === undefined ? (draft.found?.body ?? untouched) : typed) : null}
      setTyped={setTyped}
      fresh={start && { onSaved, onDiscard }}
      onCopy={isMakeable(kind) && start === undefined ? () => onCopy(kind) : undefined}
      onShow={setShown}
      onLeave={onLeave}
    />
  )
}

function OneVersion({
  detail,
  version,
  onShow,
}: {
  detail: TemplateDetail
  version: number
  onShow: (version: number | undefined) => void
}): ReactElement {
  const { kind, key } = detail
  const older = useAsk('template.get', { kind, key, version })
  const back = (): void => onShow(undefined)
  useKeys(words.oneVersion, [{ key: 'Escape', says: words.backToTheTemplate, run: back }])
  const text = older.data ? written(kind, older.data.body) : ''
  return (
    <TemplateSheet
      detail={detail}
      showing={version}
      onShow={onShow}
      edit={
        <div className={styles['settings-text']}>
          <JsonText text={text} />
        </div>
      }
      actions={
        <Button variant="filled" onClick={back}>
          {words.backToTheTemplate2}
        </Button>
      }
      banner={
        <>
          <Problem problem={older.error} title={words.versionCouldNotBeRead2(version)} />
          {older.data && (
            <div className={styles['settings-older']}>
              <p>
                <b>{older.data.version === detail.version ? words.inUse : words.notInUse2}</b> {words.thisIs}{' '}
                {older.data.version === 0 ? words.theTemplateAsSupplied : `${versionInWords(older.data)}: `}
                {older.data.reason}
              </p>
            </div>
          )}
        </>
      }
      preview={older.data && <Preview kind={kind} body={readTyped(kind, text).body} />}
    />
  )
}
