import { Button } from '@mantine/core'
import { useMemo, useState, type ReactElement } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { Behind } from './behind.tsx'
import { EditPane } from './edit-pane.tsx'
import { namesIn } from './fields/json.ts'
import { Preview } from './preview.tsx'
import { SaveReason, type Asking } from './save-reason.tsx'
import { JsonText, TemplateSheet } from './template-sheet.tsx'
import { useTemplateDraft, type TemplateAtWork } from './use-template-draft.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

interface TemplateEditorProps extends TemplateAtWork {
  onShow: (version: number | undefined) => void
  onLeave: () => void
  /** Begins a new template with what this one holds; left out where its kind has none. */
  onCopy?: (() => void) | undefined
}

/** The version in use. What is typed stays a draft until it is saved as a version with a reason. */
export function TemplateEditor({ onShow, onLeave, onCopy, ...work }: TemplateEditorProps): ReactElement {
  const { detail, draft, typed } = work
  const { kind, retired } = detail
  const [asking, setAsking] = useState<Asking>()
  const [tried, setTried] = useState(0)
  const at = useTemplateDraft(work, () => setAsking(undefined))
  const { text, read, good, base, failed } = at
  const mayChange = useMay('settings.write').now
  const known = useMemo(() => namesIn(detail.body), [detail.body])
  const ask = (what: Asking): void => {
    at.calm()
    setAsking(what)
  }
  useKeys(words.template, [
    ...(mayChange && typed && asking === undefined
      ? [{ key: 'Mod+s', says: words.saveVersion2, run: () => ask('save') }]
      : []),
    { key: 'Escape', says: words.backToTheListWhatWas, run: onLeave },
  ])
  return (
    <TemplateSheet
      detail={detail}
      showing={typed ? null : detail.version}
      onShow={onShow}
      edit={
        mayChange ? (
          <EditPane kind={kind} text={text} read={read} known={known} onType={at.type} tried={tried} />
        ) : (
          <div className={styles['settings-text']}>
            <JsonText text={text} />
          </div>
        )
      }
      actions={
        <>
          {typed && <DraftWords state={draft.state} suffix={words.notInUse} />}
          {at.done && (
            <span className="draft-words" role="status">
              {at.done}
            </span>
          )}
          {typed && mayChange && (
            <Button onClick={at.forget}>{work.fresh ? words.discardThis(kind) : words.discardDraft}</Button>
          )}
          {mayChange && onCopy && (
            <Button onClick={onCopy} title={words.beginANewWithWhatThis(kind)}>
              {words.copy}
            </Button>
          )}
          <OutOfUse detail={detail} onAsk={ask} />
          <Act needs="settings.write" variant="filled" disabled={!typed} onClick={() => ask('save')}>
            {words.saveVersion3}
          </Act>
        </>
      }
      banner={
        <>
          {draft.state.kind === 'failed' && typed && (
            <Problem
              problem={draft.state.failure}
              title={words.theDraftIsOnlyInThis}
              onRetry={() => draft.put(typed)}
            />
          )}
          {retired && (
            <div className={styles['settings-older']}>
              <p>
                <b>{words.retired}</b> {words.nothingNewGoesByIt(retired.by)} <At at={retired.at} full />:{' '}
                {retired.reason}
              </p>
            </div>
          )}
          {at.behind && <Behind detail={detail} base={base} mine={read.json} onRebase={at.rebase} />}
          {asking && (
            <SaveReason
              key={asking}
              what={asking}
              next={detail.version + 1}
              dropsDraft={typed !== null}
              pending={at.pending}
              blocked={asking === 'save' && read.wrong !== undefined}
              onBlocked={() => setTried(tried + 1)}
              onSubmit={(reason) => at.carryOut(asking, reason)}
              onClose={() => setAsking(undefined)}
            />
          )}
          <Problem problem={failed} title={failedWords[asking ?? 'save']} />
        </>
      }
      preview={
        <>
          {read.wrong && <p className={styles['settings-stale']}>{words.belowIsWhatCouldBeUsed}</p>}
          <Preview kind={kind} body={read.body ?? good} />
        </>
      }
    />
  )
}

const failedWords: Record<Asking, string> = words.failedWords

/** What the product brought is put back; what the vault added is retired, and brought back. */
function OutOfUse({ detail, onAsk }: { detail: TemplateDetail; onAsk: (what: Asking) => void }): ReactElement | null {
  if (detail.version === 0) return null
  const [what, says] = detail.shipped
    ? (['back', words.putBackAsSupplied] as const)
    : detail.retired
      ? (['return', words.bringBack] as const)
      : (['retire', words.retire2] as const)
  return (
    <Act needs="settings.write" onClick={() => onAsk(what)}>
      {says}
    </Act>
  )
}
