import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { AssessmentForm } from './assessment-form.tsx'
import { AssessmentPanel } from './assessment-panel.tsx'
import { Picture } from './picture.tsx'
import type { Assessment } from './words.ts'
import { words } from './catalogue.ts'
import styles from './assessments.module.css'

interface AssessmentTabProps {
  detail: { id: string; number: string; status: string; reports: { id: string; number: string; excerpt: string }[] }
  /** Id of the assessment that is read, or `new`. */
  item: string | undefined
  onItem: (item: string | undefined) => void
  onGo: (tab: CaseTab, item?: string) => void
}

/** Structured judgements of concerning behaviour: what was found each time, and how the concern changed. */
export function AssessmentTab({ detail, item, onItem, onGo }: AssessmentTabProps): ReactElement {
  const past = useIsPast()
  const works = useMay('case.write')
  const may = works.granted && !past && detail.status !== 'destroyed'
  const answer = useAskThen('assessment.list', { case: detail.id })
  const [withdrawing, setWithdrawing] = useState<string>()
  const items = answer.data?.items ?? []
  const open = rowOf(items, item)
  useKeys(words.assessment, [{ key: 'n', says: words.keyNewAssessment, run: () => onItem('new') }], may && works.now)
  if (may && works.now && item === 'new' && answer.data)
    return <AssessmentForm detail={detail} earlier={items} onDone={onItem} onClose={() => onItem(undefined)} />
  const subjects = [...new Set(items.map(({ about }) => about))]
  return (
    <div className="with-panel-room">
      <div className="case-body" tabIndex={0} role="region" aria-label={words.assessment}>
        {!past && (
          <div className="room-bar">
            <Act needs="case.write" variant="filled" onClick={() => onItem('new')}>
              {words.newAssessment}
            </Act>
          </div>
        )}
        <Problem
          problem={answer.error}
          title={words.theAssessmentsCouldNotBeRead}
          onRetry={() => void answer.refetch()}
        />
        {!answer.data && !answer.error && <Loading what={words.theAssessments} />}
        {answer.data && items.length === 0 && <Empty says={words.anAssessmentOrdersWhatIsKnown} />}
        {subjects.map((about) => {
          const made = items.filter((one) => one.about === about)
          const standing = made.filter(({ withdrawn }) => withdrawn === null)
          const taken = made.filter(({ withdrawn }) => withdrawn !== null)
          return (
            <div key={about} className={styles.assessed}>
              {standing.length > 0 && (
                <Picture about={about} assessments={standing} selected={item} onSelect={(id) => onItem(id)} />
              )}
              {taken.map(({ id, number, withdrawn }) => (
                <p key={id} className="quiet">
                  <button type="button" className="link" onClick={() => onItem(id)}>
                    {number}
                  </button>{' '}
                  {words.aboutWasWithdrawnBy(about)} {withdrawn?.by}: {withdrawn?.reason}
                </p>
              ))}
            </div>
          )
        })}
      </div>
      {open && withdrawing === open.id && !open.withdrawn ? (
        <Withdraw detail={detail} about={open} onDone={() => setWithdrawing(undefined)} />
      ) : (
        open && (
          <AssessmentPanel
            key={open.id}
            made={open}
            onGo={onGo}
            onClose={() => onItem(undefined)}
            {...(may && !open.withdrawn ? { onWithdraw: () => setWithdrawing(open.id) } : {})}
          />
        )
      )}
    </div>
  )
}

function Withdraw({
  detail,
  about,
  onDone,
}: {
  detail: { id: string }
  about: Assessment
  onDone: () => void
}): ReactElement {
  return (
    <ReasonForm
      call="assessment.withdraw"
      also={{ case: detail.id, assessment: about.id }}
      title={words.withdrawNumber(about.number)}
      kicker={about.about}
      does={words.withdrawIt}
      failed={words.itWasNotWithdrawn}
      says={words.itStaysReadableWithWhoWithdrew}
      onDone={onDone}
    />
  )
}
