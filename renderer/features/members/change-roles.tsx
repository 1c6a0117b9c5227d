import type { ReactElement } from 'react'
import type { Member } from '../../../shared/contract/members.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { RoleBoxes } from './role-boxes.tsx'
import { words } from './catalogue.ts'

/** Gives a member other roles. They hold from the next time that member opens the vault. */
export function ChangeRoles({ member, onDone }: { member: Member; onDone: () => void }): ReactElement {
  const form = useContractForm('member.changeRoles', {
    values: { roles: member.roles, handOverTo: null as string | null },
    also: { member: member.id },
    onDone,
  })
  const { roles } = form.values
  return (
    <FormPanel
      form={form}
      title={words.changeRoles}
      kicker={member.name}
      failed={words.theRolesWereNotChanged}
      disabled={roles.length === 0}
      says={words.theRolesTheyHadStayIn}
      onClose={onDone}
    >
      <RoleBoxes
        held={roles}
        onChange={(next) => form.set({ roles: next })}
        error={roles.length === 0 ? words.chooseAtLeastOneRoleOr : undefined}
      />
      {!roles.some((role) => role === 'investigator' || role === 'supervisor') && (
        <MemberChoice
          label={words.handOverTo}
          may="work"
          but={[member.id]}
          none={words.nobody}
          {...form.field('handOverTo')}
          description={words.withTheseRolesMayNotWork(member.name)}
        />
      )}
    </FormPanel>
  )
}
