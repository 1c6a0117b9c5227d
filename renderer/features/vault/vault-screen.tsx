import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { lockVault, useVault } from '../../session/session.ts'
import { FullHash } from '../../ui/hash.tsx'
import { Fact, Facts } from '../../ui/panel.tsx'
import { RootFiles } from '../packet/index.ts'
import { Backups } from './backups.tsx'
import { AuditSchedule } from './audit-schedule.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { CompareFingerprint, GiveIdentity } from './identity.tsx'
import { useHasSheet } from './next-sheet.tsx'
import { RecoverySheet } from './recovery-sheet.tsx'
import { words } from './catalogue.ts'
import styles from './vault.module.css'

/** The vault itself: where it lies, whose it is, and the passphrase that opens it. */
export function VaultScreen(): ReactElement {
  const vault = useVault()
  const state = useAsk('app.state', {})
  const hasSheet = useHasSheet()
  const navigate = useNavigate()
  useKeys(words.vault, [{ key: 'Escape', says: words.backToTheQueue, run: () => void navigate({ to: '/queue' }) }])
  if (!vault) return <div className={styles['vault-page']} />
  const { counts, notices } = vault
  return (
    <div className={styles['vault-page']} tabIndex={0} role="region" aria-label={words.vault}>
      <header>
        <h1>{vault.name}</h1>
        <Button onClick={() => void lockVault()}>{words.lockTheVault}</Button>
      </header>
      <Facts>
        <Fact term={words.folder}>
          <span className="mono">{vault.dir}</span>
        </Fact>
        <Fact term={words.openFor}>{`${vault.member.name}, ${vault.member.roles.join(', ')}`}</Fact>
        {counts && (
          <Fact term={words.holds}>
            {words.reports(counts.reports)}, {words.cases(counts.cases)}, {words.exhibits(counts.exhibits)},{' '}
            {words.packets(counts.packets)}
          </Fact>
        )}
        {notices.length > 0 && <Fact term={words.onOpening}>{notices.join(' ')}</Fact>}
        {state.data && (
          <Fact term={words.locksItself}>
            {state.data.idleMinutes > 0
              ? words.afterWithoutUse(words.minutes(state.data.idleMinutes))
              : words.onlyWhenAsked}
          </Fact>
        )}
        <Fact term={vault.form < 3 ? words.membersKeys : words.identity}>
          <span className="mono">{vault.fingerprint.words}</span>
        </Fact>
        <Fact term={words.rootSha}>
          <FullHash hash={vault.rootFingerprint} what={words.fingerprintOfTheRootCertificate} />
        </Fact>
      </Facts>
      <p className="quiet">{words.everyPacketsSignatureLeadsToThis}</p>
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
