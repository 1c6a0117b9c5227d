import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { At } from '../../ui/when.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { OwnerAgain } from './owner-again.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

/** Says beyond mistaking that the case is closed, and opens it again. */
export function ClosedBanner({
  detail,
}: {
  detail: { id: string; number: string; closedAt: string | null; owner: string; ownerMember: string | null }
}): ReactElement {
  const past = useIsPast()
  const closure = useAsk('closure.get', { case: detail.id })
  const [asking, setAsking] = useState(false)
  const [owner, setOwner] = useState(detail.ownerMember)
  return (
    <>
      <div className={styles['closed-banner']} role="status">
        <p>
          <b>
            {words.closed}
            {detail.closedAt !== null && (
              <>
                {' '}
                <At at={detail.closedAt} full />
              </>
            )}
            .
          </b>{' '}
          {words.theRecordIsSealedItsEvidence}
        </p>
        {!past && closure.data?.mayReopen && (
          <Act needs="case.write" onClick={() => setAsking(true)}>
            {words.reOpenCaseMore}
          </Act>
        )}
      </div>
      {asking && (
        <div className={styles['closed-reopen']}>
          <ReasonForm
            call="closure.reopen"
            also={{
              case: detail.id,
              ...(owner === null || owner === detail.ownerMember ? {} : { owner }),
            }}
            title={words.reOpenCase}
            kicker={detail.number}
            does={words.reOpenCase}
            failed={words.theCaseIsStillClosed}
            says={words.itCanBeWorkedInAgain}
            onDone={() => setAsking(false)}
          >
            <OwnerAgain detail={detail} value={owner} onChange={setOwner} />
          </ReasonForm>
        </div>
      )}
    </>
  )
}
