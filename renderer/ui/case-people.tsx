import type { ReactElement } from 'react'
import { InstantField } from './instant-field.tsx'
import { MemberChoice, MembersChoice } from './member-choice.tsx'
import { words } from './catalogue.ts'

/** Who answers for a case, and when it is looked at next, as a form holds them. */
export interface CasePeople {
  owner: string | null
  approver: string | null
  team: string[]
  /** As it was typed. */
  due: string
}

interface CasePeopleProps {
  value: CasePeople
  onChange: (next: Partial<CasePeople>) => void
  /** Whether the form was sent once, so that what is missing is said. */
  tried: boolean
  /** What is to be said of the owner. */
  ofOwner?: string | undefined
}

/** Owner, approver and team: nobody approves what they own. */
export const CasePeopleFields = ({ value, onChange, tried, ofOwner }: CasePeopleProps): ReactElement => (
  <>
    <MemberChoice
      label={words.owner}
      may="work"
      value={value.owner}
      onChange={(owner) => onChange({ owner, approver: value.approver === owner ? null : value.approver })}
      error={tried && value.owner === null && words.sayWhoHasTheCase}
      description={ofOwner}
    />
    <MemberChoice
      label={words.approver}
      may="approve"
      but={[value.owner]}
      none={words.noneYet}
      value={value.approver}
      onChange={(approver) => onChange({ approver })}
    />
    <MembersChoice
      label={words.team}
      may="read"
      but={[value.owner]}
      value={value.team}
      onChange={(team) => onChange({ team })}
    />
  </>
)

export const FollowUpField = ({ value, onChange, tried }: CasePeopleProps): ReactElement => (
  <InstantField
    label={words.followUpDue}
    empty={words.none}
    value={value.due}
    onChange={(due) => onChange({ due })}
    tried={tried}
  />
)
