import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { categoryWords, dispositionWords } from '../../ui/words.ts'
import { likenessOf, type FormAtWork, type ReportDraft } from './report-draft.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

type Item = Output<'report.similar'>['items'][number]

interface SimilarReportsProps {
  report: ReportDraft
  form: FormAtWork
  onInto: (into: ReportDraft['into']) => void
}

/** Reports that this one may repeat, with the reasons, beside the form. Nothing is done with them unless a person asks. */
export function SimilarReports({ report, form, onInto }: SimilarReportsProps): ReactElement {
  const [asked] = useDebouncedValue(likenessOf(report, form), 250)
  // After unlocking a large vault the earlier reports are still being read.
  const answer = useAsk('report.similar', asked, { keep: true, untilComplete: true })
  const items = answer.data?.items ?? []
  return (
    <section className={styles.similar} aria-labelledby="similar-title">
      <h2 id="similar-title">{words.perhapsReportedAlready}</h2>
      <Problem
        problem={answer.error}
        title={words.earlierReportsCouldNotBeCompared}
        onRetry={() => void answer.refetch()}
      />
      <div role="status">
        {items.length === 0 && !answer.error && <p className="quiet">{words.nothingLikeItSoFarPeople}</p>}
      </div>
      <ul>
        {items.map((item) => (
          <SimilarReport key={item.number} item={item} into={report.into} onInto={onInto} />
        ))}
      </ul>
    </section>
  )
}

function SimilarReport({
  item,
  into,
  onInto,
}: {
  item: Item
  into: ReportDraft['into']
  onInto: SimilarReportsProps['onInto']
}): ReactElement {
  const navigate = useNavigate()
  const triages = useMay('report.triage').now
  const chosen = into !== null && into.case === item.caseNumber
  const open = (): void => {
    if (item.caseNumber !== null) void navigate({ to: '/cases/$caseRef', params: { caseRef: item.caseNumber } })
    else void navigate({ to: '/queue', search: { report: item.number } })
  }
  return (
    <li>
      <p>
        <b>{item.number}</b> {categoryWords[item.category]} · <At at={item.receivedAt} full />
      </p>
      <p className={styles.excerpt}>{item.excerpt}</p>
      <p className={styles.why}>{item.reasons.join('; ')}</p>
      <p className="quiet">
        {dispositionWords[item.disposition]}
        {item.caseNumber !== null && ` ${words.caseCaseNumber(item.caseNumber)}`}
      </p>
      <div className="actions">
        <Button
          onClick={open}
          aria-label={words.openValue(item.caseNumber === null ? item.number : words.caseCaseNumber2(item.caseNumber))}
        >
          {words.open}
        </Button>
        {item.caseNumber !== null && triages && (
          <Act
            needs="report.triage"
            aria-pressed={chosen}
            variant={chosen ? 'filled' : undefined}
            onClick={() =>
              onInto(
                chosen || item.caseNumber === null
                  ? null
                  : {
                      case: item.caseNumber,
                      reason: words
                        .likeNumberReasons({ number: item.number, reasons: item.reasons.join('; ') })
                        .slice(0, 500),
                    },
              )
            }
          >
            {chosen ? words.goesToCase(item.caseNumber) : words.addToThatCaseInstead}
          </Act>
        )}
      </div>
    </li>
  )
}
