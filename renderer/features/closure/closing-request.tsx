import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { ShortHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { count } from '../../ui/words.ts'
import type { About, Closure } from './closure.ts'
import type { Asked } from './panels.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

interface ClosingRequestProps {
  detail: About & { status: string }
  closure: Closure
  writes: boolean
  onAsk: (asked: Asked) => void
}

/** Where the closing stands: not asked for, waiting for another member, returned, done. */
export function ClosingRequest({ detail, closure, writes, onAsk }: ClosingRequestProps): ReactElement {
  const past = useIsPast()
  const { request, checks, approvers, mayApprove } = closure
  const ready = checks.every(({ open }) => open === null)
  const closed = detail.status === 'closed'
  const waiting = request?.state === 'waiting' && !closed
  return (
    <header className={styles['closure-head']}>
      <div>
        <h2>{closed ? words.closed : waiting ? words.closingWaitsForApproval : words.closeTheCase}</h2>
        <Words detail={detail} closure={closure} ready={ready} />
      </div>
      <div className="actions">
        {waiting && mayApprove && !past && (
          <>
            <Act needs="case.approve" variant="filled" onClick={() => onAsk({ what: 'approve', shown: closure.size })}>
              {words.panels.approve.title}
            </Act>
            <Act needs="case.approve" onClick={() => onAsk({ what: 'return', shown: closure.size })}>
              {words.return}
            </Act>
          </>
        )}
        {waiting && writes && request.own && (
          <Act needs="case.write" onClick={() => onAsk({ what: 'withdraw' })}>
            {words.takeBack}
          </Act>
        )}
        {!waiting && writes && (
          <Act needs="case.write" variant="filled" disabled={!ready} onClick={() => onAsk({ what: 'request' })}>
            {approvers.length === 0 ? words.closeCase : words.askToClose}
          </Act>
        )}
      </div>
    </header>
  )
}

function Words({
  detail,
  closure: { request, approvers },
  ready,
}: {
  detail: ClosingRequestProps['detail']
  closure: Closure
  ready: boolean
}): ReactElement {
  if (request === null || (detail.status !== 'closed' && request.state !== 'waiting' && request.state !== 'returned')) {
    const who = approvers.length === 0 ? words.closesWithoutApproval : words.anotherMemberApprovesIt
    return <p className="quiet">{ready ? words.everythingIsSettled(who) : words.aClosedCaseIsSealedWhat}</p>
  }
  const { state, by, at, remark, answer } = request
  return (
    <>
      <p>
        {state === 'closed-alone' ? (
          <>
            <b>{words.withoutApproval}</b>
            {words.closedWithoutApprovalBy(by)} <At at={at} full />
          </>
        ) : (
          <>
            {words.askedForBy(by)} <At at={at} full />
          </>
        )}
        {remark !== null && ': '}
        {remark !== null && <q className="words">{plainly(remark)}</q>}
      </p>
      {answer && (
        <p>
          {words.byValue(state === 'approved' ? words.approved : words.returned)} <b>{answer.by}</b>,{' '}
          <At at={answer.at} full />
          {answer.reason !== null && ': '}
          {answer.reason !== null && <q className="words">{plainly(answer.reason)}</q>}{' '}
          <small>
            {words.hadEntriesBeforeThemRoot(count(answer.seen.size))} <ShortHash hash={answer.seen.root} />{' '}
            <Link
              to="/cases/$caseRef"
              params={{ caseRef: detail.number }}
              search={{ tab: 'closure', asOf: answer.seen.size }}
            >
              {words.asItStoodThen}
            </Link>
          </small>
        </p>
      )}
    </>
  )
}
