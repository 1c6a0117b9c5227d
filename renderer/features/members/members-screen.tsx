import { clsx } from 'clsx'
import { VisuallyHidden } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Member } from '../../../shared/contract/members.ts'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import { AddMember } from './add-member.tsx'
import { ChangeRoles } from './change-roles.tsx'
import { RevokeMember, RotateKey } from './new-key.tsx'
import { certificateWords, rolesInWords, stateWords } from './words.ts'
import styles from './members.module.css'

type Asked = { what: 'add' | 'rotate' } | { what: 'roles' | 'revoke'; member: string } | undefined

/** Who may open the vault, with which roles, since when and until when. */
export function MembersScreen(): ReactElement {
  const members = useAsk('member.list', {})
  const [asked, setAsked] = useState<Asked>()
  const { granted: may, now } = useMay('member.manage')
  const close = (): void => setAsked(undefined)
  useKeys('Members', now ? [{ key: 'n', says: 'add a member', run: () => setAsked({ what: 'add' }) }] : [])
  const items = members.data?.items ?? []
  const active = items.filter(({ state }) => state === 'active').length
  const about = asked && 'member' in asked ? rowOf(items, asked.member) : undefined
  return (
    <div className={asked ? clsx(styles.members, styles['with-panel']) : styles.members}>
      <section className={styles['members-main']} aria-label="Members" tabIndex={0}>
        <header>
          <h1>Members</h1>
          {members.data && (
            <span className="quiet">
              {plural(active, 'member')} can open this vault · key epoch {members.data.epoch}
            </span>
          )}
          {may && (
            <div className="actions">
              <Act needs="member.manage" variant="filled" onClick={() => setAsked({ what: 'add' })}>
                Add a member
              </Act>
              <Act needs="member.manage" onClick={() => setAsked({ what: 'rotate' })}>
                Rotate the vault key…
              </Act>
            </div>
          )}
        </header>
        <Problem problem={members.error} title="The members could not be read" onRetry={() => void members.refetch()} />
        {!members.data && !members.error && <Loading what="the members" />}
        {items.length > 0 && <MemberTable items={items} may={may} onAsk={setAsked} />}
        {items.length === 1 && (
          <Empty
            says={
              may
                ? 'You are the only member. Add a colleague so that a second person can approve what takes two, and so that the vault does not depend on one passphrase.'
                : 'There is one member. An administrator adds others.'
            }
          />
        )}
        {items.length > 1 && !may && (
          <p className={clsx('quiet', styles['members-hint'])}>
            An administrator adds members, changes roles and revokes.
          </p>
        )}
      </section>
      {asked?.what === 'add' && <AddMember onDone={close} />}
      {asked?.what === 'roles' && about && <ChangeRoles key={about.id} member={about} onDone={close} />}
      {asked?.what === 'revoke' && about && <RevokeMember key={about.id} member={about} onDone={close} />}
      {asked?.what === 'rotate' && members.data && <RotateKey epoch={members.data.epoch} onDone={close} />}
    </div>
  )
}

function MemberTable({
  items,
  may,
  onAsk,
}: {
  items: Member[]
  may: boolean
  onAsk: (asked: Asked) => void
}): ReactElement {
  return (
    <table className="register">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Roles</th>
          <th scope="col">State</th>
          <th scope="col">Added</th>
          <th scope="col">Certificate</th>
          <th scope="col">Recovery sheet</th>
          {may && (
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((member) => (
          <tr key={member.id} className={styles[member.state]}>
            <td>
              <b>{member.name}</b>
              {member.own && <small> (you)</small>}
            </td>
            <td>{rolesInWords(member.roles)}</td>
            <td>
              <State member={member} />
            </td>
            <td>
              <At at={member.addedAt} full />
              <small>by {member.addedBy}</small>
            </td>
            <td>
              <Certificate member={member} />
            </td>
            <td>
              {member.hasSheet ? 'Made' : 'None'}
              {member.owesKeys && <small>gets new keys at the next unlock</small>}
            </td>
            {may && (
              <td>
                {!member.own && member.state !== 'revoked' && (
                  <div className="actions">
                    <Act
                      needs="member.manage"
                      onClick={() => onAsk({ what: 'roles', member: member.id })}
                      aria-label={`Change roles of ${member.name}`}
                    >
                      Change roles…
                    </Act>
                    <Act
                      needs="member.manage"
                      onClick={() => onAsk({ what: 'revoke', member: member.id })}
                      aria-label={`Revoke ${member.name}…`}
                    >
                      Revoke…
                    </Act>
                  </div>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How far the certificate is that the member signs packets with. */
function Certificate({ member: { certificate, state } }: { member: Member }): ReactElement {
  return (
    <>
      {certificateWords[certificate.state]}
      {certificate.at !== null && (
        <small>
          <At at={certificate.at} full />
        </small>
      )}
      {certificate.state === 'requested' && <small>issued when an administrator unlocks</small>}
      {certificate.state === 'none' && state === 'active' && <small>made when it is needed</small>}
    </>
  )
}

function State({ member: { state, activeSince, revoked } }: { member: Member }): ReactElement {
  return (
    <>
      <b>{stateWords[state]}</b>
      {state === 'invited' && <small>has not chosen a passphrase yet</small>}
      {state === 'active' && activeSince !== null && (
        <small>
          since <At at={activeSince} full />
        </small>
      )}
      {revoked && (
        <small>
          until <At at={revoked.at} full />, by {revoked.by}
          {revoked.reason !== null && `: ${revoked.reason}`}
        </small>
      )}
    </>
  )
}
