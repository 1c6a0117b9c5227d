import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { FormTemplate } from '../../../shared/contract/forms.ts'
import { useAsk } from '../../session/client.ts'
import { useDraft, type Draft } from '../../session/drafts.ts'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { CategoryGrid } from './category-grid.tsx'
import { draftFrom, emptyReport, type ReportDraft } from './report-draft.ts'
import { forgetAttached } from './report-files.tsx'
import { ReportForm } from './report-form.tsx'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

/** A report is taken in: first what kind it is, then by its form what must be known first. */
export function NewReportScreen(): ReactElement {
  const draft = useDraft<ReportDraft>('report:new')
  if (draft.found === undefined) return <Loading what={words.theDraft} />
  return (
    <HeldForm draft={draft}>
      <ReportAtWork draft={draft} start={draftFrom(draft.found?.body)} />
    </HeldForm>
  )
}

function ReportAtWork({ draft, start }: { draft: Draft<ReportDraft>; start: ReportDraft }): ReactElement {
  const [report, setReport] = useState(start)
  // Whoever reads no reports stays here: the number is what they keep of it.
  const [filed, setFiled] = useState<string | null>(null)
  const change = (next: Partial<ReportDraft>): void => {
    const whole = { ...report, ...next }
    setFiled(null)
    setReport(whole)
    draft.put(whole)
  }
  const clear = (): void => setReport(emptyReport)
  if (report.form === '') return <ChooseForm filed={filed} onChoose={(form) => change({ form })} />
  return (
    <ChosenForm
      report={report}
      draft={draft}
      onChange={change}
      onFiled={(number) => {
        clear()
        setFiled(number)
      }}
      onDiscard={() => {
        clear()
        forgetAttached()
        void draft.drop()
      }}
    />
  )
}

function ChooseForm({ filed, onChoose }: { filed: string | null; onChoose: (form: string) => void }): ReactElement {
  const navigate = useNavigate()
  const reads = useMay('report.read').granted
  useKeys(
    words.newReport,
    reads ? [{ key: 'Escape', says: words.goBack, run: () => void navigate({ to: '/queue' }) }] : [],
  )
  return (
    <div className={styles['new-report']}>
      <div className={styles['choose-form']}>
        <h1>{words.newReport}</h1>
        {filed !== null && <p role="status">{words.theReportWasFiledAsWhoever(<b>{filed}</b>)}</p>}
        <p className="quiet">{words.whatIsItAboutPressIts}</p>
        <CategoryGrid onChoose={onChoose} />
      </div>
    </div>
  )
}

interface ChosenFormProps {
  report: ReportDraft
  draft: Draft<ReportDraft>
  onChange: (next: Partial<ReportDraft>) => void
  onFiled: (number: string) => void
  onDiscard: () => void
}

function ChosenForm(props: ChosenFormProps): ReactElement {
  const { report, onChange } = props
  // Ctrl+Enter that came before the form: it is filed once the form is there.
  const [asked, setAsked] = useState(false)
  const form = useAsk('template.get', { kind: 'form', key: report.form }, { keep: true })
  if (form.error) {
    return (
      <div className={styles['new-report']}>
        <Problem problem={form.error} title={words.theFormCouldNotBeRead} onRetry={() => void form.refetch()} />
        <CategoryGrid onChoose={(key) => onChange({ form: key })} />
      </div>
    )
  }
  // While another form is on the way, the one before it would ask for the wrong things.
  if (form.data?.key !== report.form) return <FormOnItsWay asked={asked} onAsk={setAsked} />
  const { key, version, body } = form.data
  const at = { key, version, body: FormTemplate.parse(body) }
  return <ReportForm key={key} {...props} form={at} fileNow={asked} onFileBegun={() => setAsked(false)} />
}

function FormOnItsWay({ asked, onAsk }: { asked: boolean; onAsk: (asked: boolean) => void }): ReactElement {
  useKeys(words.newReport, [
    { key: 'Mod+Enter', says: words.fileTheReportOnceItsForm, run: () => onAsk(true) },
    ...(asked ? [{ key: 'Escape', says: words.doNotFileItYet, run: () => onAsk(false) }] : []),
  ])
  if (!asked) return <Loading what={words.theForm} />
  return (
    <p className={styles['form-on-its-way']} role="status">
      {words.theReportIsFiledAsSoon}
    </p>
  )
}
