import './intake.css'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { useDraft } from '../../app/drafts.ts'
import { keyCap, useKeys } from '../../app/keys.ts'
import { Act, useMay } from '../../app/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Kbd, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { emptyReport, readReport, type ReportDraft } from './report-draft.ts'
import { ReportFields } from './report-fields.tsx'

/** A report is taken in: what must be known first, the rest when there is time. */
export function NewReportScreen(): ReactElement {
  const draft = useDraft<ReportDraft>('report:new')
  if (draft.found === undefined) return <Loading what="the draft" />
  return <ReportForm draft={draft} start={{ ...emptyReport, ...draft.found?.body }} />
}

interface ReportFormProps {
  draft: ReturnType<typeof useDraft<ReportDraft>>
  start: ReportDraft
}

function ReportForm({ draft, start }: ReportFormProps): ReactElement {
  const navigate = useNavigate()
  const [report, setReport] = useState(start)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const add = useCommand('report.add')
  const reads = useMay('report.read').granted
  // Whoever reads no reports stays here: the number is what they keep of it.
  const [filed, setFiled] = useState<string | null>(null)
  const { errors } = readReport(report)

  const change = (next: Partial<ReportDraft>): void => {
    const whole = { ...report, ...next }
    setReport(whole)
    draft.put(whole)
  }
  const file = async (): Promise<void> => {
    const { input } = readReport(report)
    setTried(true)
    if (!input || add.isPending) return
    const filed = await add.mutateAsync(input).catch(() => null)
    if (!filed) return
    await draft.drop().catch(() => undefined)
    if (reads) await navigate({ to: '/queue', search: { report: filed.report } })
    else {
      setFiled(filed.report)
      setReport(emptyReport)
      setTried(false)
    }
  }
  const clear = (): void => {
    setReport(emptyReport)
    setTried(false)
    void draft.drop()
  }
  useKeys('New report', [
    { key: 'Mod+Enter', says: 'file report', run: () => void file() },
    ...(reads ? [{ key: 'Escape', says: 'go back; the draft stays', run: () => void navigate({ to: '/queue' }) }] : []),
  ])
  // What is wrong is shown at its field, and the first such field gets the focus.
  useEffect(() => {
    if (tried) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tried])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(false)
    void file()
  }
  return (
    <div className="report-form">
      <form onSubmit={submit} ref={form} noValidate aria-labelledby="report-title">
        <header>
          <h1 id="report-title">New report</h1>
          <DraftWords state={draft.state} suffix=", not yet filed" />
        </header>
        <div className="report-columns">
          <ReportFields report={report} onChange={change} errors={tried ? errors : {}} />
        </div>
        {draft.state.kind === 'failed' && (
          <Problem
            problem={draft.state.failure}
            title="The draft is only in this window"
            onRetry={() => draft.put(report)}
          />
        )}
        <Problem problem={add.error} title="The report was not filed; the draft is kept" />
        {filed !== null && (
          <p role="status">
            The report was filed as <b>{filed}</b>. Whoever triages it sees it in the queue.
          </p>
        )}
        <div className="actions">
          <Act needs="report.write" type="submit" variant="filled" disabled={add.isPending}>
            File report
          </Act>
          <span className="quiet" aria-hidden="true">
            <Kbd>{keyCap('Mod+Enter')}</Kbd>
          </span>
          {reads && <Button onClick={() => void navigate({ to: '/queue' })}>Back to queue</Button>}
          {draft.state.kind !== 'none' && <Button onClick={clear}>Discard draft</Button>}
        </div>
        <p className="quiet">
          Filing writes the words into the ledger. They cannot be edited afterwards, only added to.
        </p>
      </form>
    </div>
  )
}
