import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { client, refresh, useCommand } from '../../app/client.ts'
import type { Draft } from '../../app/drafts.ts'
import { useKeys } from '../../app/keys.ts'
import { Act, useMay } from '../../app/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Problem } from '../../ui/problem.tsx'
import { plural } from '../../ui/words.ts'
import { Preview } from './preview.tsx'
import { SaveReason } from './save-reason.tsx'
import { TemplateSheet } from './template-sheet.tsx'
import { readTyped, written, type Body, type Wrong } from './typed.ts'
import { toFailure, type Failure } from '../../../shared/kernel/errors.ts'

/** What is typed, and upon which version. */
export interface TemplateDraft {
  base: number
  text: string
}

interface TemplateEditorProps {
  detail: TemplateDetail
  draft: Draft<TemplateDraft>
  /** null: nothing is typed that is not saved. */
  typed: TemplateDraft | null
  setTyped: (next: TemplateDraft | null) => void
  onShow: (version: number | undefined) => void
  onLeave: () => void
}

/** The version in use. What is typed stays a draft until it is saved as a version with a reason. */
export function TemplateEditor({ detail, draft, typed, setTyped, onShow, onLeave }: TemplateEditorProps): ReactElement {
  const { kind, key } = detail
  const [asking, setAsking] = useState<'save' | 'back'>()
  const [unread, setUnread] = useState<Failure | null>(null)
  const save = useCommand('template.save')
  const may = useMay('settings.write')
  const inUse = written(kind, detail.body)
  const text = typed?.text ?? inUse
  const { body, wrong } = readTyped(kind, text)
  const [good, setGood] = useState(body ?? detail.body)
  const base = typed?.base ?? detail.version

  const forget = (): void => {
    setTyped(null)
    setGood(detail.body)
    void draft.drop().catch(() => undefined)
  }
  const type = (next: string): void => {
    save.reset()
    if (next === inUse && base === detail.version) return forget()
    const read = readTyped(kind, next)
    if (read.body !== undefined) setGood(read.body)
    const now = { base, text: next }
    setTyped(now)
    draft.put(now)
  }
  const settle = async (given: Body, onto: number, reason: string): Promise<void> => {
    const saved = await save.mutateAsync({ kind, key, base: onto, body: given, reason }).catch(() => null)
    if (!saved) return void refresh()
    await draft.drop().catch(() => undefined)
    await refresh()
    setTyped(null)
    setGood(given)
    setAsking(undefined)
  }
  const putBack = async (reason: string): Promise<void> => {
    setUnread(null)
    try {
      const { body: came } = await client.call('template.get', { kind, key, version: 0 })
      await settle(came, detail.version, reason)
    } catch (thrown) {
      setUnread(toFailure(thrown))
    }
  }
  const rebase = (): void => {
    save.reset()
    const now = { base: detail.version, text }
    setTyped(now)
    draft.put(now)
  }
  const ask = (what: 'save' | 'back'): void => {
    save.reset()
    setAsking(what)
  }
  const mayChange = may.now
  useKeys('Template', [
    ...(mayChange && typed && asking === undefined
      ? [{ key: 'Mod+s', says: 'save version', run: () => ask('save') }]
      : []),
    { key: 'Escape', says: 'back to the list; what was typed stays', run: onLeave },
  ])
  // A version that was just saved is not somebody else's.
  const behind = typed !== null && base !== detail.version && !save.isPending && !save.isSuccess
  return (
    <TemplateSheet
      detail={detail}
      showing={typed ? null : detail.version}
      onShow={onShow}
      text={text}
      onType={mayChange ? type : undefined}
      wrong={wrong && <WrongPlaces wrong={wrong} />}
      actions={
        <>
          {typed && <DraftWords state={draft.state} suffix=", not in use" />}
          {!typed && save.isSuccess && (
            <span className="draft-words" role="status">
              Version {save.data.version} saved
            </span>
          )}
          {typed && mayChange && <Button onClick={forget}>Discard draft</Button>}
          {detail.shipped && detail.version > 0 && (
            <Act needs="settings.write" onClick={() => ask('back')}>
              Put back as it came…
            </Act>
          )}
          <Act needs="settings.write" variant="filled" disabled={!typed} onClick={() => ask('save')}>
            Save version…
          </Act>
        </>
      }
      banner={
        <>
          {draft.state.kind === 'failed' && typed && (
            <Problem
              problem={draft.state.failure}
              title="The draft is only in this window"
              onRetry={() => draft.put(typed)}
            />
          )}
          {behind && (
            <div className="settings-older">
              <p>
                <b>Version {detail.version} was saved since.</b> You work on version {base}.
              </p>
              <div className="actions">
                <Button onClick={rebase}>Put my text upon version {detail.version}</Button>
              </div>
            </div>
          )}
          {asking && (
            <SaveReason
              key={asking}
              what={asking}
              next={detail.version + 1}
              dropsDraft={typed !== null}
              pending={save.isPending}
              blocked={asking === 'save' && wrong !== undefined}
              onSubmit={(reason) => {
                if (asking === 'back') void putBack(reason)
                else if (body !== undefined) void settle(body, base, reason)
              }}
              onClose={() => setAsking(undefined)}
            />
          )}
          <Problem
            problem={save.error ?? unread}
            title={asking === 'back' ? 'It was not put back' : 'The version was not saved; your text is still here'}
          />
        </>
      }
      preview={
        <>
          {wrong && <p className="settings-stale">Below is what could be used last.</p>}
          <Preview kind={kind} body={body ?? good} />
        </>
      }
    />
  )
}

const many = 5

function WrongPlaces({ wrong }: { wrong: Wrong[] }): ReactElement {
  const rest = wrong.length - many
  return (
    <div className="settings-wrong" role="status">
      <b>It cannot be used like this</b>
      <ul aria-label="What is wrong">
        {wrong.slice(0, many).map(({ place, says }) => (
          <li key={`${place} ${says}`}>
            <span className="mono">{place}</span> {says}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">and {plural(rest, 'more place')}</p>}
    </div>
  )
}
