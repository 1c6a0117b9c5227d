import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useIsPast } from '../../session/as-of.tsx'
import { Act } from '../../session/may.tsx'
import { Icon } from '../../ui/icons.tsx'
import { SeverityTag } from '../../ui/severity.tsx'
import { At, Due } from '../../ui/when.tsx'
import { categoryWords, statusWords } from '../../ui/words.ts'
import type { CaseDetail } from '../manifest.ts'
import styles from './cases.module.css'

interface CaseHeaderProps {
  detail: CaseDetail
  onEdit: () => void
  onLookBack: () => void
}

/** What the case is, at a glance. */
export function CaseHeader({ detail, onEdit, onLookBack }: CaseHeaderProps): ReactElement {
  const past = useIsPast()
  return (
    <header className={styles['case-header']}>
      <div className="case-kicker">
        <Link to="/cases" className="case-back">
          <Icon name="back" size={14} /> Cases
        </Link>
        <span>{detail.number}</span>
        <span>{categoryWords[detail.category]}</span>
        <span>
          opened <At at={detail.openedAt} full /> by {detail.openedBy}
        </span>
        {!past && (
          <span className={clsx(styles['case-edit'], 'actions')}>
            <Button onClick={onLookBack}>As of…</Button>
            {detail.status !== 'destroyed' && detail.status !== 'closed' && (
              <Act needs="case.write" onClick={onEdit}>
                Edit case
              </Act>
            )}
          </span>
        )}
      </div>
      <h1>{detail.title}</h1>
      <div className={styles['case-chips']}>
        <span className={styles['case-severity']}>
          <SeverityTag level={detail.severity?.level ?? null} />
          {detail.severity && <span>{detail.severity.reason}</span>}
        </span>
        <span>
          Status <b>{statusWords[detail.status]}</b>
          {detail.closedAt !== null && (
            <>
              {' '}
              <At at={detail.closedAt} full />
            </>
          )}
        </span>
        <span>
          Owner <b>{detail.owner}</b>
          {!past && detail.ownerMember === null && detail.status !== 'destroyed' && (
            <span className="late"> not a member: needs an owner</span>
          )}
        </span>
        {detail.approver && (
          <span>
            Approver <b>{detail.approver.name}</b>
          </span>
        )}
        {detail.team.length > 0 && (
          <span>
            Team <b>{detail.team.map(({ name }) => name).join(', ')}</b>
          </span>
        )}
        <span>
          Follow-up{' '}
          {past && detail.followUpDue !== null ? (
            <b>
              due <At at={detail.followUpDue} full />
            </b>
          ) : (
            <Due at={detail.followUpDue} />
          )}
        </span>
      </div>
    </header>
  )
}
