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
import { Handling } from '../handling/index.ts'
import type { CaseDetail } from '../manifest.ts'
import { words } from './catalogue.ts'
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
          <Icon name="back" size={14} /> {words.cases}
        </Link>
        <span>{detail.number}</span>
        <span>{categoryWords[detail.category]}</span>
        <span>{words.openedBy({ at: <At at={detail.openedAt} full />, openedBy: detail.openedBy })}</span>
        {!past && (
          <span className={clsx(styles['case-edit'], 'actions')}>
            <Button onClick={onLookBack}>{words.asOf}</Button>
            {detail.status !== 'destroyed' && detail.status !== 'closed' && (
              <Act needs="case.write" onClick={onEdit}>
                {words.editCase}
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
          {words.status} <b>{statusWords[detail.status]}</b>
          {detail.closedAt !== null && (
            <>
              {' '}
              <At at={detail.closedAt} full />
            </>
          )}
        </span>
        <span>
          {words.owner} <b>{detail.owner}</b>
          {!past && detail.ownerMember === null && detail.status !== 'destroyed' && (
            <span className="late"> {words.notAMemberNeedsAnOwner}</span>
          )}
        </span>
        {detail.approver && (
          <span>
            {words.approver} <b>{detail.approver.name}</b>
          </span>
        )}
        {detail.team.length > 0 && (
          <span>
            {words.team} <b>{detail.team.map(({ name }) => name).join(', ')}</b>
          </span>
        )}
        <span>
          {words.followUp}{' '}
          {past && detail.followUpDue !== null ? (
            <b>
              {words.due} <At at={detail.followUpDue} full />
            </b>
          ) : (
            <Due at={detail.followUpDue} />
          )}
        </span>
        {detail.status !== 'destroyed' && <Handling record={detail.id} of={detail.number} />}
      </div>
    </header>
  )
}
