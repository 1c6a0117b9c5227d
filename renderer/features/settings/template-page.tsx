import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TemplateDetail, TemplateKind } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../app/client.ts'
import { useDraft } from '../../app/drafts.ts'
import { useKeys } from '../../app/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Preview } from './preview.tsx'
import { TemplateEditor, type TemplateDraft } from './template-editor.tsx'
import { readTyped, written } from './typed.ts'
import { TemplateSheet } from './template-sheet.tsx'
import { versionInWords } from './words.ts'

interface TemplatePageProps {
  kind: TemplateKind
  /** The key of the template: `key` is React's. */
  name: string
  onLeave: () => void
}

/** One template: as it is and may be changed, or as a version of it was. */
export function TemplatePage({ kind, name, onLeave }: TemplatePageProps): ReactElement {
  const detail = useAsk('template.get', { kind, key: name })
  const draft = useDraft<TemplateDraft>(`template ${kind}/${name}`)
  const [shown, setShown] = useState<number>()
  if (detail.error)
    return (
      <div className="settings-page">
        <Problem problem={detail.error} title="The template could not be read" onRetry={() => void detail.refetch()} />
      </div>
    )
  if (!detail.data || draft.found === undefined)
    return (
      <div className="settings-page">
        <Loading what="the template" />
      </div>
    )
  if (shown !== undefined && shown !== detail.data.version)
    return <OlderVersion detail={detail.data} version={shown} onShow={setShown} />
  return (
    <TemplateEditor
      detail={detail.data}
      draft={draft}
      start={draft.found?.body ?? null}
      onShow={setShown}
      onLeave={onLeave}
    />
  )
}

function OlderVersion({
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
  useKeys('Older version', [{ key: 'Escape', says: 'back to the version in use', run: back }])
  const text = older.data ? written(older.data.body) : ''
  return (
    <TemplateSheet
      detail={detail}
      showing={version}
      onShow={onShow}
      text={text}
      actions={
        <Button variant="filled" onClick={back}>
          Back to the version in use
        </Button>
      }
      banner={
        <>
          <Problem problem={older.error} title={`Version ${version} could not be read`} />
          {older.data && (
            <div className="settings-older">
              <p>
                <b>Not in use.</b> This is{' '}
                {older.data.version === 0 ? 'the template as it came.' : `${versionInWords(older.data)}: `}
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
