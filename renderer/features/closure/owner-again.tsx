import type { ReactElement } from 'react'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { words } from './catalogue.ts'

interface OwnerAgainProps {
  detail: { owner: string; ownerMember: string | null }
  value: string | null
  onChange: (owner: string | null) => void
}

/** Who has a case that is opened again: whoever had it, or another where they have left. */
export const OwnerAgain = ({ detail, value, onChange }: OwnerAgainProps): ReactElement => (
  <MemberChoice
    label={words.ownerFromNowOn}
    may="work"
    value={value}
    onChange={onChange}
    description={detail.ownerMember === null ? words.isNoActiveMemberAnyMore(detail.owner) : undefined}
  />
)
