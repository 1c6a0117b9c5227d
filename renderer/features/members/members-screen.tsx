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
import { AddMember } from './add-member.tsx'
import { ChangeRoles } from './change-roles.tsx'
import { RevokeMember, RotateKey } from './new-key.tsx'
import { certificateWords, rolesInWords, stateWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './members.module.css'

type Asked = { what: 'add' | 'rotate' } | { what: 'roles' | 'revoke'; member: string } | undefined

/** Who may open the vault, with which roles, since when and until when. */
export function MembersScreen(): ReactElement {
  const members = useAsk('member.list', {})
  const [asked, setAsked] = useState<Asked>()
  const { granted: may, now } = useMay('member.manage')
  const close = (): void => setAsked(undefined)
  useKeys(words.members, now ? [{ key: 'n', says: words.addAMember2, run: () => setAsked({ what: 'add' }) }] : [])
  const items = members.data?.items ?? []
  const active = items.filter(({ state }) => state === 'active').length
  const about = asked && 'member' in asked ? rowOf(items, asked.member) : undefined
  return (
    <div className={asked ? clsx(styles.members, styles['with-panel']) : styles.members}>
      <section className={styles['members-main']} aria-label={words.members} tabIndex={0}>
        <header>
          <h1>{words.members}</h1>
          {members.data && (
            <span className="quiet">
              {words.canOpenThisVaultKeyEpoch({ members: words.members2(active), epoch: members.data.epoch })}
            </span>
          )}
          {may && (
            <div className="actions">
              <Act needs="member.manage" variant="filled" onClick={() => setAsked({ what: 'add' })}>
                {words.addAMember}
              </Act>
              <Act needs="member.manage" onClick={() => setAsked({ what: 'rotate' })}>
                {words.rotateTheVaultKey}
              </Act>
            </div>
          )}
        </header>
        <Problem
          problem={members.error}
          title={words.theMembersCouldNotBeRead}
          onRetry={() => void members.refetch()}
        />
        {!members.data && !members.error && <Loading what={words.theMembers} />}
        {items.length > 0 && <MemberTable items={items} may={may} onAsk={setAsked} />}
        {items.length === 1 && (
          <Empty says={may ? words.youAreTheOnlyMemberAdd : words.thereIsOneMemberAnAdministrator} />
        )}
        {items.length > 1 && !may && (
          <p className={clsx('quiet', styles['members-hint'])}>{words.anAdministratorAddsMembersChangesRoles}</p>
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
          <th scope="col">{words.name}</th>
          <th scope="col">{words.roles}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.added}</th>
          <th scope="col">{words.certificate}</th>
          <th scope="col">{words.recoverySheet}</th>
          {may && (
            <th scope="col">
              <VisuallyHidden>{words.actions}</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((member) => (
          <tr key={member.id} className={styles[member.state]}>
            <td>
              <b>{member.name}</b>
              {member.own && <small> {words.you}</small>}
            </td>
            <td>{rolesInWords(member.roles)}</td>
            <td>
              <State member={member} />
            </td>
            <td>
              <At at={member.addedAt} full />
              <small>{words.byAddedBy(member.addedBy)}</small>
            </td>
            <td>
              <Certificate member={member} />
            </td>
            <td>
              {member.hasSheet ? words.made : words.none}
              {member.owesKeys && <small>{words.getsNewKeysAtTheNext}</small>}
            </td>
            {may && (
              <td>
                {!member.own && member.state !== 'revoked' && (
                  <div className="actions">
                    <Act
                      needs="member.manage"
                      onClick={() => onAsk({ what: 'roles', member: member.id })}
                      aria-label={words.changeRolesOf(member.name)}
                    >
                      {words.changeRoles2}
                    </Act>
                    <Act
                      needs="member.manage"
                      onClick={() => onAsk({ what: 'revoke', member: member.id })}
                      aria-label={words.revokeName(member.name)}
                    >
                      {words.revoke}
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
      {certificate.state === 'requested' && <small>{words.issuedWhenAnAdministratorUnlocks}</small>}
      {certificate.state === 'none' && state === 'active' && <small>{words.madeWhenItIsNeeded}</small>}
    </>
  )
}

function State({ member: { state, activeSince, revoked } }: { member: Member }): ReactElement {
  return (
    <>
      <b>{stateWords[state]}</b>
      {state === 'invited' && <small>{words.hasNotChosenAPassphraseYet}</small>}
      {state === 'active' && activeSince !== null && (
        <small>
          {words.since} <At at={activeSince} full />
        </small>
      )}
      {revoked && (
        <small>
          {words.untilBy({ at: <At at={revoked.at} full />, by: revoked.by })}
          {revoked.reason !== null && `: ${revoked.reason}`}
        </small>
      )}
    </>
  )
}
