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
        <h2>{closed ? 'Closed' : waiting ? 'Closing waits for approval' : 'Close the case'}</h2>
        <Words detail={detail} closure={closure} ready={ready} />
      </div>
      <div className="actions">
        {waiting && mayApprove && !past && (
          <>
            <Act needs="case.approve" variant="filled" onClick={() => onAsk({ what: 'approve', shown: closure.size })}>
              Approve closing
            </Act>
            <Act needs="case.approve" onClick={() => onAsk({ what: 'return', shown: closure.size })}>
              Return…
            </Act>
          </>
        )}
        {waiting && writes && request.own && (
          <Act needs="case.write" onClick={() => onAsk({ what: 'withdraw' })}>
            Take back…
          </Act>
        )}
        {!waiting && writes && (
          <Act needs="case.write" variant="filled" disabled={!ready} onClick={() => onAsk({ what: 'request' })}>
            {approvers.length === 0 ? 'Close case…' : 'Ask to close…'}
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
    const who =
      approvers.length === 0
        ? 'no other member of this vault may approve: it is closed without approval, and says so'
        : 'another member approves it'
    return (
      <p className="quiet">
        {ready ? `Everything is settled; ${who}.` : 'A closed case is sealed: what it leaves open is said here first.'}
      </p>
    )
  }
  const { state, by, at, remark, answer } = request
  return (
    <>
      <p>
        {state === 'closed-alone' ? (
          <>
            <b>Without approval</b>: no other member of this vault may approve. Closed by {by}, <At at={at} full />
          </>
        ) : (
          <>
            Asked for by {by}, <At at={at} full />
          </>
        )}
        {remark !== null && ': '}
        {remark !== null && <q className="words">{plainly(remark)}</q>}
      </p>
      {answer && (
        <p>
          {state === 'approved' ? 'Approved' : 'Returned'} by <b>{answer.by}</b>, <At at={answer.at} full />
          {answer.reason !== null && ': '}
          {answer.reason !== null && <q className="words">{plainly(answer.reason)}</q>}{' '}
          <small>
            had {count(answer.seen.size)} entries before them, root <ShortHash hash={answer.seen.root} />{' '}
            <Link
              to="/cases/$caseRef"
              params={{ caseRef: detail.number }}
              search={{ tab: 'closure', asOf: answer.seen.size }}
            >
              As it stood then
            </Link>
          </small>
        </p>
      )}
    </>
  )
}
