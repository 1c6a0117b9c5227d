import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { SeverityTag } from '../../ui/severity.tsx'
import { At, Due } from '../../ui/when.tsx'
import { categoryWords, statusWords } from '../../ui/words.ts'
import type { CaseDetail } from './case-detail.ts'

/** What the case is, at a glance. */
export function CaseHeader({ detail, onEdit }: { detail: CaseDetail; onEdit: () => void }): ReactElement {
  return (
    <header className="case-header">
      <div className="case-kicker">
        <Link to="/cases" className="case-back">
          <Icon name="back" size={14} /> Cases
        </Link>
        <span>{detail.number}</span>
        <span>{categoryWords[detail.category]}</span>
        <span>
          opened <At at={detail.openedAt} full /> by {detail.openedBy}
        </span>
        {detail.status !== 'destroyed' && (
          <Button onClick={onEdit} className="case-edit">
            Edit case
          </Button>
        )}
      </div>
      <h1>{detail.title}</h1>
      <div className="case-chips">
        <span className="case-severity">
          <SeverityTag level={detail.severity?.level ?? null} />
          {detail.severity && <span>{detail.severity.reason}</span>}
        </span>
        <span>
          Status <b>{statusWords[detail.status]}</b>
        </span>
        <span>
          Owner <b>{detail.owner}</b>
        </span>
        <span>
          Follow-up <Due at={detail.followUpDue} />
        </span>
      </div>
    </header>
  )
}
