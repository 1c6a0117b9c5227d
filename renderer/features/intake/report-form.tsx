import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { toFailure } from '../../../shared/kernel/errors.ts'
import { sendBytes } from '../../session/bytes.ts'
import { refresh, useCommand } from '../../session/client.ts'
import type { Draft } from '../../session/drafts.ts'
import { keyCap, useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { useTask } from '../../session/tasks.ts'
import { Kbd } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { DropFiles } from '../exchange/index.ts'
import { FormChoice } from './form-choice.tsx'
import { readReport, type FormAtWork, type ReportDraft } from './report-draft.ts'
import { Comparing, useOnceCompared } from '../exhibits/index.ts'
import { forgetAttached, ReportFiles, useAttached } from './report-files.tsx'
import { ReportFields } from './report-fields.tsx'
import { SimilarReports } from './similar-reports.tsx'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'
import intakeStyles from './intake.module.css'

interface ReportFormProps {
  report: ReportDraft
  form: FormAtWork
  draft: Draft<ReportDraft>
  onChange: (next: Partial<ReportDraft>) => void
  onFiled: (number: string) => void
  onDiscard: () => void
  /** It was told to be filed while the form was still on its way. */
  fileNow: boolean
  onFileBegun: () => void
}

/** A report by its form: required facts, then the reporter's words, then the rest; beside it what it may repeat. */
export function ReportForm(props: ReportFormProps): ReactElement {
  const { report, form, draft, onChange, onFiled, onDiscard, fileNow, onFileBegun } = props
  const navigate = useNavigate()
  const [tried, setTried] = useState(0)
  const element = useRef<HTMLFormElement>(null)
  const add = useCommand('report.add')
  const taking = useTask('report.take')
  const attached = useAttached(report.files, (files) => onChange({ files }))
  const merge = useCommand('report.merge')
  const [unmerged, setUnmerged] = useState<{ number: string; failure: Failure } | null>(null)
  const reads = useMay('report.read').granted
  const { errors } = readReport(report, form)
  const busy = add.isPending || merge.isPending || taking.running

  const record = async (): Promise<void> => {
    const { input } = readReport(report, form)
    if (!input || attached.problem !== undefined || busy) return
    const files = attached.files.map(({ path }) => path)
    const { pasted } = attached
    const again = attached.again.trim() === '' ? {} : { again: attached.again }
    const filed =
      files.length + pasted.length === 0
        ? await add.mutateAsync(input).catch(() => null)
        : await taking.run(async (signal) => {
            const sent: { name: string; bytes: string }[] = []
            for (const { name, blob } of pasted) sent.push({ name, bytes: await sendBytes(blob, signal) })
            return { report: input, files, pasted: sent, ...again }
          }, words.filingTheReportWithItsFiles)
    if (!filed) return
    // The queue that it leads to is from before it: keys pressed there wait for the new one.
    void refresh()
    forgetAttached()
    await draft.drop().catch(() => undefined)
    if (report.into && !(await mergeInto(filed.report, report.into))) return
    if (!reads) return onFiled(filed.report)
    if (report.into)
      await navigate({ to: '/cases/$caseRef', params: { caseRef: report.into.case }, search: { tab: 'reports' } })
    else await navigate({ to: '/queue', search: { report: filed.report } })
  }
  const mergeInto = async (number: string, into: NonNullable<ReportDraft['into']>): Promise<boolean> => {
    try {
      await merge.mutateAsync({ report: number, into: into.case, reason: into.reason })
      return true
    } catch (thrown) {
      setUnmerged({ number, failure: toFailure(thrown) })
      return false
    }
  }
  const { tell, waiting } = useOnceCompared(attached.twins, () => void record())
  const file = (): void => {
    setTried((times) => times + 1)
    tell()
  }
  useKeys(words.newReport, [
    { key: 'Mod+Enter', says: words.fileReport, run: file },
    ...(reads ? [{ key: 'Escape', says: words.goBackTheDraftStays, run: () => void navigate({ to: '/queue' }) }] : []),
  ])
  // What is wrong is shown at its field, and the first such field gets the focus.
  useEffect(() => {
    if (tried > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tried])
  useEffect(() => {
    element.current?.querySelector<HTMLElement>(`.${styles['report-body']} :is(input, textarea, select)`)?.focus()
  }, [])

  useEffect(() => {
    if (!fileNow) return undefined
    const begin = window.setTimeout(() => {
      onFileBegun()
      file()
    })
    return () => window.clearTimeout(begin)
    // Once, by the form that came: what is typed later is filed by hand.
  }, []) // eslint-disable-line

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    file()
  }
  if (unmerged) {
    return (
      <div className={intakeStyles['new-report']}>
        <Problem problem={unmerged.failure} title={words.wasFiledButNotAddedTo(unmerged.number)}>
          <Button onClick={() => void navigate({ to: '/queue', search: { report: unmerged.number } })}>
            {words.openNumber(unmerged.number)}
          </Button>
        </Problem>
      </div>
    )
  }
  return (
    <DropFiles says={words.dropToAttachToThisReport} onFiles={(files) => void attached.take(files)}>
      <div className={intakeStyles['new-report']}>
        <form onSubmit={submit} ref={element} noValidate aria-labelledby="report-title">
          <header>
            <h1 id="report-title">{words.newReport}</h1>
            <FormChoice form={report.form} onChoose={(key) => onChange({ form: key })} />
            <DraftWords state={draft.state} suffix={words.notYetFiled} />
          </header>
          {form.body.intro && <p className={styles['report-intro']}>{form.body.intro.en}</p>}
          <div className={reads ? intakeStyles['report-columns'] : undefined}>
            <div className={styles['report-body']}>
              <ReportFields report={report} form={form.body} onChange={onChange} errors={tried > 0 ? errors : {}} />
              <ReportFiles attached={attached} tried={tried > 0} />
              <TaskProgress task={taking.task} />
              {taking.task?.state === 'failed' && (
                <Problem
                  problem={taking.task.failure}
                  title={words.theReportWasNotFiledThe}
                  onDismiss={taking.dismiss}
                />
              )}
              {draft.state.kind === 'failed' && (
                <Problem
                  problem={draft.state.failure}
                  title={words.theDraftIsOnlyInThis}
                  onRetry={() => draft.put(report)}
                />
              )}
              <Problem problem={add.error} title={words.theReportWasNotFiledThe2} />
              {report.into && <p role="status">{words.onceFiledItIsAddedTo(<b>{report.into.case}</b>)}</p>}
              <div className="actions">
                <Act needs="report.write" type="submit" variant="filled" disabled={busy || waiting}>
                  {words.fileReport2}
                </Act>
                <span className="quiet" aria-hidden="true">
                  <Kbd>{keyCap('Mod+Enter')}</Kbd>
                </span>
                {reads && <Button onClick={() => void navigate({ to: '/queue' })}>{words.backToQueue}</Button>}
                {draft.state.kind !== 'none' && <Button onClick={onDiscard}>{words.discardDraft}</Button>}
              </div>
              <Comparing waiting={waiting} then={words.thenTheReportIsFiled} />
              <p className="quiet">{words.filingWritesTheWordsIntoThe}</p>
            </div>
            {reads && <SimilarReports report={report} form={form} onInto={(into) => onChange({ into })} />}
          </div>
        </form>
      </div>
    </DropFiles>
  )
}
