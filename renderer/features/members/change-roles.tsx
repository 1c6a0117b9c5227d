import type { ReactElement } from 'react'
import type { Member } from '../../../shared/contract/members.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { RoleBoxes } from './role-boxes.tsx'

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
      title="Change roles"
      kicker={member.name}
      failed="The roles were not changed"
      disabled={roles.length === 0}
      says="The roles they had stay in the ledger."
      onClose={onDone}
    >
      <RoleBoxes
        held={roles}
        onChange={(next) => form.set({ roles: next })}
        error={roles.length === 0 ? 'Choose at least one role, or revoke the member.' : undefined}
      />
      {!roles.some((role) => role === 'investigator' || role === 'supervisor') && (
        <MemberChoice
          label="Hand over to"
          may="work"
          but={[member.id]}
          none="nobody"
          {...form.field('handOverTo')}
          description={`With these roles ${member.name} may not work on cases; somebody gets what they own.`}
        />
      )}
    </FormPanel>
  )
}
