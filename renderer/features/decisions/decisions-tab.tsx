import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { AnswerPanel, type Asked } from './answer-panel.tsx'
import { DecisionForm } from './decision-form.tsx'
import { DecisionRead } from './decision-read.tsx'
import { isOver, stateTones, stateWords, type Decision } from './decision.ts'
import { words } from './catalogue.ts'
import styles from './decisions.module.css'

interface DecisionsTabProps {
  detail: {
    id: string
    number: string
    status: string
    approver: { name: string } | null
    reports: { id: string; number: string; excerpt: string }[]
  }
  /** Number or id of the decision that is read, or `new`. */
  item: string | undefined
  onItem: (item: string | undefined) => void
  onGo: (tab: CaseTab, item?: string) => void
}

/** What was decided in a case: what is on record, and the one that is being written. */
export function DecisionsTab({ detail, item, onItem, onGo }: DecisionsTabProps): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('decision.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const [again, setAgain] = useState<string>()
  const items = (answer.data?.items ?? []).toReversed()
  const works = useMay('case.write')
  const may = works.granted && !past && detail.status !== 'destroyed'
  const writing = may && works.now && item === 'new'
  const open = rowOf(items, item)
  const one = writing || open !== undefined
  const move = (step: number): void => {
    const at = items.findIndex((one) => one === open)
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))]
    if (next) onItem(next.number)
  }
  useKeys(words.decisions, [
    { key: 'ArrowDown', says: words.nextDecision, run: () => move(1) },
    { key: 'ArrowUp', says: words.previousDecision, run: () => move(-1) },
    ...(may && works.now ? [{ key: 'n', says: words.newDecision, run: () => onItem('new') }] : []),
    ...(open?.mayAnswer && !past
      ? [
          { key: 'a', says: words.approveTheDecision, run: () => ask('approve', open) },
          { key: 'r', says: words.returnTheDecision, run: () => ask('return', open) },
        ]
      : []),
  ])
  const ask = (what: NonNullable<Asked>['what'], decision: Decision): void =>
    setAsked({ what, decision, size: answer.data?.size ?? 0 })
  const close = (): void => setAsked(undefined)

  return (
    <div className="with-panel-room">
      <div className={clsx(styles.decisions, one ? styles.one : items.length > 0 ? styles.many : undefined)}>
        <section className={styles['decision-list']} aria-label={words.decisions}>
          {may && (
            <div className="room-bar">
              <Act needs="case.write" variant={item === undefined ? 'filled' : 'default'} onClick={() => onItem('new')}>
                {words.newDecision2}
              </Act>
            </div>
          )}
          <Problem
            problem={answer.error}
            title={words.theDecisionsCouldNotBeRead}
            onRetry={() => void answer.refetch()}
          />
          {!answer.data && !answer.error && <Loading what={words.theDecisions} />}
          <ul>
            {items.map((row) => (
              <li key={row.id} className={isOver(row) ? styles.over : undefined}>
                <button
                  type="button"
                  aria-current={row === open ? 'true' : undefined}
                  onClick={() => onItem(row.number)}
                >
                  <span className={styles['decision-line']}>
                    <small>{row.number}</small>
                    <span className={`tag ${stateTones[row.state]}`}>{stateWords[row.state]}</span>
                  </span>
                  <b>{plainly(row.question)}</b>
                  <small>
                    {plainly(row.choice)} · {row.decider}, <At at={row.submittedAt} />
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <div className={styles['decision-room']} tabIndex={0} role="region" aria-label={words.decision}>
          {one && (
            <button type="button" className={clsx('link', styles['decision-back'])} onClick={() => onItem(undefined)}>
              {words.allDecisions}
            </button>
          )}
          {writing && answer.data && (
            <DecisionForm
              key="new"
              detail={detail}
              decisions={answer.data}
              onDone={(number) => onItem(number)}
              onClose={() => onItem(undefined)}
            />
          )}
          {!writing && open && answer.data && again === open.id && (
            <DecisionForm
              key={open.id}
              detail={detail}
              decisions={answer.data}
              again={open}
              onDone={() => setAgain(undefined)}
              onClose={() => setAgain(undefined)}
            />
          )}
          {!writing && open && again !== open.id && (
            <DecisionRead
              decision={open}
              may={may}
              onGo={onGo}
              onAsk={(what) => ask(what, open)}
              onAgain={() => setAgain(open.id)}
            />
          )}
          {!writing && !open && answer.data && <None empty={items.length === 0} past={past} asked={item} />}
        </div>
      </div>
      {asked && asked.decision.id === open?.id && (
        <AnswerPanel key={`${asked.what} ${asked.decision.id}`} asked={asked} detail={detail} onDone={close} />
      )}
    </div>
  )
}

const None = ({ empty, past, asked }: { empty: boolean; past: boolean; asked: string | undefined }): ReactElement =>
  empty ? (
    <Empty says={words.aDecisionKeepsTheQuestionThe} />
  ) : (
    <p className="quiet" role="status">
      {asked === undefined ? '' : `${words.decisionIsNotInThisList(asked)} `}
      {past ? words.chooseADecision : words.chooseADecisionOrRecordOne}
    </p>
  )
