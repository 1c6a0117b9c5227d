import { useState, type FormEvent, type ReactElement } from 'react'
import type { Member } from '../../../shared/contract/members.ts'
import { useCommand } from '../../app/client.ts'
import { Act } from '../../app/may.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { RoleBoxes } from './role-boxes.tsx'

/** Gives a member other roles. They hold from the next time that member opens the vault. */
export function ChangeRoles({ member, onDone }: { member: Member; onDone: () => void }): ReactElement {
  const [held, setHeld] = useState(member.roles)
  const [successor, setSuccessor] = useState<string | null>(null)
  const change = useCommand('member.changeRoles')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (held.length === 0 || change.isPending) return
    change.mutate(
      { member: member.id, roles: held, ...(successor === null ? {} : { handOverTo: successor }) },
      { onSuccess: onDone },
    )
  }
  return (
    <Panel title="Change roles" kicker={member.name} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <RoleBoxes
          held={held}
          onChange={setHeld}
          error={held.length === 0 ? 'Choose at least one role, or revoke the member.' : undefined}
        />
        {!held.some((role) => role === 'investigator' || role === 'supervisor') && (
          <MemberChoice
            label="Hand over to"
            may="work"
            but={[member.id]}
            none="nobody"
            value={successor}
            onChange={setSuccessor}
            description={`With these roles ${member.name} may not work on cases; somebody gets what they own.`}
          />
        )}
        <Problem problem={change.error} title="The roles were not changed" />
        <div className="actions">
          <Act needs="member.manage" type="submit" variant="filled" disabled={held.length === 0 || change.isPending}>
            Change roles
          </Act>
        </div>
        <p className="quiet">The roles they had stay in the ledger.</p>
      </form>
    </Panel>
  )
}
