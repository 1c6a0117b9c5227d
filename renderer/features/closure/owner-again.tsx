import type { ReactElement } from 'react'
import { MemberChoice } from '../../ui/member-choice.tsx'

interface OwnerAgainProps {
  detail: { owner: string; ownerMember: string | null }
  value: string | null
  onChange: (owner: string | null) => void
}

/** Who has a case that is opened again: whoever had it, or another where they have left. */
export const OwnerAgain = ({ detail, value, onChange }: OwnerAgainProps): ReactElement => (
  <MemberChoice
    label="Owner from now on"
    may="work"
    value={value}
    onChange={onChange}
    description={
      detail.ownerMember === null ? `${detail.owner} is no active member any more: choose who has the case.` : undefined
    }
  />
)
