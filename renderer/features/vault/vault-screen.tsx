import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { lockVault, useVault } from '../../session/session.ts'
import { FullHash } from '../../ui/hash.tsx'
import { Fact, Facts } from '../../ui/panel.tsx'
import { plural } from '../../ui/words.ts'
import { RootFiles } from '../packet/index.ts'
import { Backups } from './backups.tsx'
import { AuditSchedule } from './audit-schedule.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { CompareFingerprint, GiveIdentity } from './identity.tsx'
import { useHasSheet } from './next-sheet.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import styles from './vault.module.css'

/** The vault itself: where it lies, whose it is, and the passphrase that opens it. */
export function VaultScreen(): ReactElement {
  const vault = useVault()
  const state = useAsk('app.state', {})
  const hasSheet = useHasSheet()
  const navigate = useNavigate()
  useKeys('Vault', [{ key: 'Escape', says: 'back to the queue', run: () => void navigate({ to: '/queue' }) }])
  if (!vault) return <div className={styles['vault-page']} />
  const { counts, notices } = vault
  return (
    <div className={styles['vault-page']} tabIndex={0} role="region" aria-label="Vault">
      <header>
        <h1>{vault.name}</h1>
        <Button onClick={() => void lockVault()}>Lock the vault</Button>
      </header>
      <Facts>
        <Fact term="Folder">
          <span className="mono">{vault.dir}</span>
        </Fact>
        <Fact term="Open for">{`${vault.member.name}, ${vault.member.roles.join(', ')}`}</Fact>
        {counts && (
          <Fact term="Holds">
            {plural(counts.reports, 'report')}, {plural(counts.cases, 'case')}, {plural(counts.exhibits, 'exhibit')},{' '}
            {plural(counts.packets, 'packet')}
          </Fact>
        )}
        {notices.length > 0 && <Fact term="On opening">{notices.join(' ')}</Fact>}
        {state.data && (
          <Fact term="Locks itself">
            {state.data.idleMinutes > 0
              ? `after ${plural(state.data.idleMinutes, 'minute')} without use`
              : 'only when asked'}
          </Fact>
        )}
        <Fact term={vault.form < 3 ? 'Members’ keys' : 'Identity'}>
          <span className="mono">{vault.fingerprint.words}</span>
        </Fact>
        <Fact term="Root, SHA-256">
          <FullHash hash={vault.rootFingerprint} what="fingerprint of the root certificate" />
        </Fact>
      </Facts>
      <p className="quiet">
        Every packet’s signature leads to this root certificate. Recipients who were given its fingerprint know that a
        packet is yours.
      </p>
      {!vault.mustCompare && <RootFiles />}
      {/* It could be another's: nothing is typed into it before. */}
      {vault.mustCompare ? (
        <CompareFingerprint vault={vault} />
      ) : (
        <>
          {vault.form < 3 && <GiveIdentity />}
          <AuditSchedule vault={vault} />
          <RecoverySheet hasSheet={hasSheet} />
          <Backups />
          <ChangePassphrase />
        </>
      )}
    </div>
  )
}
