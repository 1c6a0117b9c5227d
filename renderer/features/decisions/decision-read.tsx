import { clsx } from 'clsx'
import { Link, getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { ShortHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { dayInWords } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import { count } from '../../ui/words.ts'
import type { CaseTab } from '../case-tabs.ts'
import type { Asked } from './answer-panel.tsx'
import { EntryLink } from './entry-link.tsx'
import { FactList } from './fact-list.tsx'
import { isOver, stateTones, stateWords, type Decision } from './decision.ts'
import { words } from './catalogue.ts'
import styles from './decisions.module.css'

const route = getRouteApi('/cases/$caseRef')

interface DecisionReadProps {
  decision: Decision
  /** Whether the member at work may decide here at all. */
  may: boolean
  onGo: (tab: CaseTab, item?: string) => void
  onAsk: (what: NonNullable<Asked>['what']) => void
  onAgain: () => void
}

/** One decision: what was asked, what was chosen and why, what it rests on, and who answered it with what before them. */
export function DecisionRead({ decision, may, onGo, onAsk, onAgain }: DecisionReadProps): ReactElement {
  const past = useIsPast()
  const { number, question, options, choice, rationale, state, own, earlier } = decision
  return (
    <article className={styles.decision} aria-label={words.decisionNumber(number)}>
      <header>
        <p className={styles['decision-line']}>
          <span className="quiet">{number}</span>
          <span className={`tag ${stateTones[state]}`}>{stateWords[state]}</span>
        </p>
        <h2 className="words">{plainly(question)}</h2>
      </header>
      {!past && (
        <div className="actions">
          {decision.mayAnswer && (
            <>
              <Act needs="case.approve" variant="filled" onClick={() => onAsk('approve')}>
                {words.answers.approve.title}
              </Act>
              <Act needs="case.approve" onClick={() => onAsk('return')}>
                {words.returnDecision2}
              </Act>
            </>
          )}
          {may && own && state === 'returned' && (
            <Act needs="case.write" variant="filled" onClick={onAgain}>
              {words.putForwardAgain}
            </Act>
          )}
          {may && !isOver(decision) && (
            <Act needs="case.write" onClick={() => onAsk('withdraw')}>
              {words.withdraw}
            </Act>
          )}
        </div>
      )}
      <Standing decision={decision} />
      <section aria-label={words.options}>
        <h3 className="section-title">{words.options}</h3>
        <ol className={styles.options}>
          {options.map((option) => (
            <li key={option} className={option === choice ? clsx(styles.chosen, 'words') : 'words'}>
              {option === choice && <b>{words.chosen} </b>}
              {plainly(option)}
            </li>
          ))}
        </ol>
      </section>
      <section aria-label={words.rationale}>
        <h3 className="section-title">{words.rationale}</h3>
        <p className="verbatim">{rationale}</p>
      </section>
      <FactList facts={decision.facts} onGo={onGo} />
      {earlier.length > 0 && (
        <section aria-label={words.earlierRevisions}>
          <h3 className="section-title">{words.earlierRevisions}</h3>
          {earlier.toReversed().map((one) => (
            <details key={one.revision}>
              <summary>
                {words.revisionRevision(one.revision)} <At at={one.submittedAt} full />: {plainly(one.choice)}
              </summary>
              <p className="verbatim">{one.rationale}</p>
              {one.answer && <Answered answer={one.answer} />}
            </details>
          ))}
        </section>
      )}
    </article>
  )
}

/** Who decided, who answered, and what became of it. */
function Standing({ decision }: { decision: Decision }): ReactElement {
  const { decider, submittedAt, seq, approver, withoutApproval, answer, withdrawn, revision } = decision
  return (
    <Facts>
      <Fact term={words.decidedBy}>
        {decider}, <At at={submittedAt} full />
        {revision > 1 && words.revisionRevision2(revision)}, <EntryLink seq={seq} />
      </Fact>
      <Fact term={words.approval}>
        {withoutApproval !== null && (
          <>
            <b>{words.withoutApproval}</b>: {withoutApproval}
          </>
        )}
        {withoutApproval === null && answer === null && words.waitsFor(approver ?? words.anyOtherMemberWhoMayApprove)}
        {answer && <Answered answer={answer} />}
      </Fact>
      {decision.supersedes !== null && <Fact term={words.supersedes}>{decision.supersedes}</Fact>}
      {decision.supersededBy !== null && (
        <Fact term={words.superseded}>{words.bySupersededBy(decision.supersededBy)}</Fact>
      )}
      {withdrawn && (
        <Fact term={words.withdrawn}>
          {words.byBy(withdrawn.by)} <At at={withdrawn.at} full />: {plainly(withdrawn.reason)}
        </Fact>
      )}
      {decision.reviewOn !== null && <Fact term={words.reviewOn}>{dayInWords(decision.reviewOn)}</Fact>}
    </Facts>
  )
}

function Answered({ answer }: { answer: NonNullable<Decision['answer']> }): ReactElement {
  const { caseRef } = route.useParams()
  const { kind, by, at, reason, seen, seq } = answer
  return (
    <>
      {words.byValue(kind === 'approved' ? words.approved : words.returned)} <b>{by}</b>, <At at={at} full />,{' '}
      <EntryLink seq={seq} />
      {reason !== null && ': '}
      {reason !== null && <q className="words">{plainly(reason)}</q>}
      <small>
        {words.hadEntriesBeforeThemRoot(count(seen.size))} <ShortHash hash={seen.root} />{' '}
        <Link to="/cases/$caseRef" params={{ caseRef }} search={{ tab: 'decisions', asOf: seen.size }}>
          {words.asItStoodThen}
        </Link>
      </small>
    </>
  )
}
