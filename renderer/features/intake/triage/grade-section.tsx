import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import { useState, type ReactElement, type RefObject } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { useAsk, useCommand } from '../../../session/client.ts'
import { forgetKept, useKept } from '../../../session/kept.ts'
import { keyCap, useKeys } from '../../../session/keys.ts'
import { Act, useMay } from '../../../session/may.tsx'
import { Kbd } from '../../../ui/empty.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { SeverityChoice } from '../../../ui/severity.tsx'
import { severityWords } from '../../../ui/words.ts'
import { answerFactor, FactorMatrix, focusFactor } from './factor-matrix.tsx'
import {
  citing,
  draftOf,
  gradeInput,
  judge,
  unanswered,
  type GradeDraft,
  type Grading,
  type Judged,
} from './grade-draft.ts'
import { selectedQuote, type QuotableHandle } from './quotable.tsx'
import { withinWords } from './notification-words.ts'
import { words } from '../catalogue.ts'
import styles from '../intake.module.css'

interface GradeSectionProps {
  report: Output<'report.get'>
  grading: Grading
  narrative: RefObject<QuotableHandle | null>
}

export const gradeKey = (report: string): string => `grade ${report}`

/** The factors, the level that they lead to with its reason, and what that level obliges to, before it is confirmed. */
export function GradeSection({ report, grading, narrative }: GradeSectionProps): ReactElement {
  const key = gradeKey(report.id)
  const [kept, setDraft] = useKept<GradeDraft | null>(key, null)
  const draft = kept ?? draftOf(grading)
  const { factors } = grading.method.body
  const exhibits = useAsk('exhibit.list', { report: report.id }, { enabled: useMay('exhibit.read').granted })
  const [active, setActive] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const triage = useCommand('report.triage')
  const judged = judge(grading, report.severity, draft)
  const lacksReason = judged.departs && draft.reason.trim() === ''

  const give = (factor: string, given: GradeDraft['given'][string]): void =>
    setDraft({ ...draft, given: { ...draft.given, [factor]: given } })
  const cite = (factor: string | null): void => {
    const quote = selectedQuote()
    if (factor === null) return focusFactor(factors[0]?.id)
    if (!quote) return narrative.current?.begin()
    window.getSelection()?.removeAllRanges()
    answerFactor(factor, () => give(factor, citing(draft.given[factor] ?? unanswered, { kind: 'quote', ...quote })))
  }
  const confirm = (): void => {
    setTried(true)
    if (judged.uncited.length > 0) return focusFactor(judged.uncited[0]?.id)
    if (lacksReason || triage.isPending) return
    triage.mutate(gradeInput(report.id, grading, draft, judged), {
      onSuccess: () => {
        forgetKept(key)
        setTried(false)
      },
    })
  }
  useKeys(words.grade, [
    {
      key: 'g',
      says: words.gradeToTheFactorsYN,
      run: () => focusFactor(active ?? factors[0]?.id),
    },
    { key: 'c', says: words.citeTheSelectedWords2, run: () => cite(active) },
    { key: 'Mod+Enter', says: words.recordTheGrade, run: confirm },
  ])
  return (
    <section aria-labelledby="grade-heading">
      <h3 id="grade-heading">{words.severityFromWhatWasObserved}</h3>
      <FactorMatrix
        factors={factors}
        given={draft.given}
        active={active}
        exhibits={exhibits.data?.items ?? []}
        onActive={setActive}
        onGiven={give}
        onCite={cite}
      />
      <SeverityChoice
        label={words.level}
        value={judged.level}
        onChange={(level) => setDraft({ ...draft, level: level === judged.rule.level ? null : level })}
      />
      <Consequence judged={judged} />
      {judged.departs && (
        <TextInput
          label={words.whyWhereTheRulesGive({ level: judged.level, ruleLevel: judged.rule.level })}
          value={draft.reason}
          maxLength={500}
          onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          error={tried && lacksReason && words.sayWhyBothLevelsAreKept}
        />
      )}
      {tried && judged.uncited.length > 0 && (
        <p className="late" role="alert">
          {words.withoutACitation(words.observedFactors(judged.uncited.length))}
        </p>
      )}
      <Problem problem={triage.error} title={words.theGradeWasNotRecorded} />
      {(kept !== null || grading.last === null) && (
        <div className="actions">
          <Act needs="report.triage" onClick={confirm} disabled={triage.isPending}>
            {words.gradeLevel(judged.level)}
          </Act>
          <span className="quiet" aria-hidden="true">
            <Kbd>{keyCap('Mod+Enter')}</Kbd>
          </span>
        </div>
      )}
    </section>
  )
}

/** The level in words, and the notifications that confirming it makes. */
function Consequence({ judged }: { judged: Judged }): ReactElement {
  const { rule, level, observed, makes, ends } = judged
  const made = makes.map(({ tell, within }) => withinWords(tell, within))
  return (
    <p className={clsx(styles.consequence, 'quiet')} aria-live="polite">
      {words.observedFactorsSays({ factors: words.factors(observed), says: rule.says })}{' '}
      {made.length > 0 && (
        <>
          {words.makesSeverityValue({
            severity: severityWords[level],
            value: made.length === 1 ? words.oneNotification : words.notificationsMany(made.length),
          })}{' '}
          {made.join('; ')}.{' '}
        </>
      )}
      {ends > 0 && words.itEndsWhichStayOnRecord(words.openNotifications(ends))}
      {made.length === 0 && ends === 0 && words.itMakesNoNewNotification}
    </p>
  )
}
