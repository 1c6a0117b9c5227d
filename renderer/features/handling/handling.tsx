import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import type { Marking, Privilege } from '../../../shared/contract/handling.ts'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { ClaimForm, MarkingForm, WithdrawForm } from './forms.tsx'
import { words } from './catalogue.ts'
import styles from './handling.module.css'

interface HandlingProps {
  /** Id of the record. */
  record: string
  /** What it is called on this screen. */
  of: string
  /** Whether places in it can be named. */
  places?: boolean
  /** Whether privilege is claimed on records of its kind. */
  privilege?: boolean
}

/** How a record is marked, and what privilege is claimed on it; both are changed in the same place. */
export function Handling({ record, of, places = false, privilege = true }: HandlingProps): ReactElement {
  const past = useIsPast()
  const markings = useAskThen('marking.list', { record })
  const claims = useAskThen('privilege.list', { record })
  const [open, setOpen] = useState(false)
  const [marking] = markings.data?.items ?? []
  const all = claims.data?.items ?? []
  const problem = markings.error ?? claims.error
  return (
    <section className={clsx(styles.handling, open && styles.open)} aria-label={words.handlingOf(of)}>
      <Problem
        problem={problem}
        title={words.notRead}
        onRetry={() => void Promise.all([markings.refetch(), claims.refetch()])}
      />
      <div className={styles.chips}>
        <Chips marking={marking} claims={all} />
        {!past && !problem && (
          <Act needs="record.mark" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.done : words.change}
          </Act>
        )}
      </div>
      {open && !past && markings.data && (
        <>
          <MarkingForm key={marking?.seq} record={record} marking={marking} />
          {privilege && <Claims claims={all} />}
          {privilege && <ClaimForm key={`claim${all.length}`} record={record} places={places} />}
        </>
      )}
    </section>
  )
}

function Chips({ marking, claims }: { marking: Marking | undefined; claims: Privilege[] }): ReactElement {
  const standing = claims.filter(({ withdrawn }) => withdrawn === null)
  return (
    <>
      {marking && marking.caveat !== null && <span className="tag moderate">{marking.caveat}</span>}
      {marking?.handling.map((one) => (
        <span key={one} className="tag moderate">
          {words.kinds[one]}
        </span>
      ))}
      {standing.map(({ id, number, basis, at }) => (
        <span key={id} className="tag high">
          {words.claimed({ number, basis: words.bases[basis], at: at === null ? '' : ` ${at}` })}
        </span>
      ))}
    </>
  )
}

const Claims = ({ claims }: { claims: Privilege[] }): ReactElement => (
  <ul className={styles.claims}>
    {claims.map(({ id, number, basis, at, markedBy, markedAt, reason, withdrawn }) => (
      <li key={id} className={clsx(withdrawn && 'quiet')}>
        {words.claimed({ number, basis: words.bases[basis], at: at === null ? '' : ` ${at}` })}
        <small>{words.claimedBy({ at: <At at={markedAt} full />, by: markedBy, reason })}</small>
        {withdrawn ? (
          <small>{words.withdrawn({ number, by: withdrawn.by, reason: withdrawn.reason })}</small>
        ) : (
          <WithdrawForm privilege={id} number={number} />
        )}
      </li>
    ))}
  </ul>
)
