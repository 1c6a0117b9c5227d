import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useAudit } from '../../session/audit.ts'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { useVault } from '../../session/session.ts'
import { EntryGrid } from '../../ui/entry-grid.tsx'
import { FullHash } from '../../ui/hash.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { usePages } from '../../ui/use-window.ts'
import { AuditResult } from './audit-result.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { HeadsOutside } from './heads-outside.tsx'
import { useEntries } from './use-entries.ts'
import { words } from './catalogue.ts'
import styles from './ledger.module.css'

const route = getRouteApi('/ledger')

/** The record itself: its signed head, all entries, and the audit that checks them. */
export function LedgerScreen(): ReactElement {
  const navigate = useNavigate()
  const { seq } = route.useSearch()
  const [pages, onRange] = usePages(200)
  const entries = useEntries(pages)
  const audit = useAudit()
  const total = entries.total ?? 0
  const selected = seq === undefined ? -1 : entries.indexOf(seq)

  const select = (next: number | undefined): void =>
    void navigate({ to: '/ledger', search: { seq: next }, replace: true })
  const move = (step: number): void => {
    const row = entries.row(Math.max(0, Math.min(total - 1, selected + step)))
    if (row) select(row.seq)
  }
  useKeys(words.ledger, [
    { key: 'j', says: words.nextEntry, run: () => move(1) },
    { key: 'k', says: words.previousEntry, run: () => move(-1) },
    { key: 'ArrowDown', says: words.nextEntry, run: () => move(1) },
    { key: 'ArrowUp', says: words.previousEntry, run: () => move(-1) },
    { key: 'PageDown', says: words.twelveEntriesOn, run: () => move(12) },
    { key: 'PageUp', says: words.twelveEntriesBack, run: () => move(-12) },
    { key: 'u', says: words.auditTheVault, run: () => !audit.running && audit.run() },
  ])

  return (
    <div className={seq === undefined ? styles.ledger : clsx(styles.ledger, styles['with-panel'])}>
      <section className={styles['ledger-main']} aria-label={words.ledger}>
        <header className={styles['ledger-head']}>
          <div className={styles['ledger-title']}>
            <h1>{words.ledger}</h1>
            <Button variant="filled" onClick={audit.run} disabled={audit.running}>
              {words.auditTheVault2}
            </Button>
          </div>
          <TaskProgress task={audit.task} />
          {audit.task?.state === 'failed' && (
            <Problem problem={audit.task.failure} title={words.theAuditDidNotFinish} onDismiss={audit.dismiss} />
          )}
          {audit.report && <AuditResult report={audit.report} onEntry={select} />}
          <Head />
          <HeadsOutside />
        </header>
        <Problem problem={entries.error} title={words.theLedgerCouldNotBeRead} onRetry={entries.retry} />
        <EntryGrid total={total} rowAt={entries.row} selected={selected} onSelect={select} onRange={onRange} />
      </section>
      {seq !== undefined && <EntryPanel key={seq} seq={seq} onClose={() => select(undefined)} />}
    </div>
  )
}

function Head(): ReactElement {
  const vault = useVault()
  const { data, error } = useAsk('ledger.head', {})
  return (
    <div className={styles['head-facts']}>
      <Problem problem={error} title={words.theHeadCouldNotBeRead} />
      {data && (
        <div>
          <h2 className="section-title">
            {words.headSignedItsRootSha({ entries: words.entries2(data.head.size), at: <At at={data.head.at} full /> })}
          </h2>
          <FullHash hash={data.head.root} what={words.rootOfTheHead} />
        </div>
      )}
      {vault && (
        <div>
          <h2 className="section-title">{words.rootCertificateOfTheVaultSha}</h2>
          <FullHash hash={vault.rootFingerprint} what={words.fingerprintOfTheRootCertificate} />
        </div>
      )}
    </div>
  )
}
