import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Problem } from '../../ui/problem.tsx'
import { DestroyKey, NewKey } from './change-key.tsx'
import { KeyList, type IntakeKey } from './key-list.tsx'
import { MakeForm } from './make-form.tsx'
import { SealedReports } from './sealed-reports.tsx'
import styles from './report-form.module.css'

type Asking = { what: 'rotate' } | { what: 'destroy'; key: IntakeKey } | null

/** Forms that are given away, the key that they encrypt to, and the sealed reports that come back. */
export function ReportFormScreen(): ReactElement {
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>(null)
  const keys = useAsk('form.keys', {})
  const toQueue = (): void => void navigate({ to: '/queue' })
  useKeys('Report form', [{ key: 'Escape', says: 'back to the queue', run: toQueue }])
  const done = (): void => setAsking(null)
  const items = keys.data?.items ?? []
  return (
    <div className={styles['report-form-room']}>
      <div className={styles['report-form']} tabIndex={0} role="region" aria-label="Report form">
        <header>
          <h1>Report form</h1>
          <Button variant="subtle" onClick={toQueue}>
            Back to the queue
          </Button>
        </header>
        <p className="quiet">
          One HTML file to give away. It works in any browser without a network, and what is written in it can be opened
          in this vault only.
        </p>
        <div className={styles['report-form-parts']}>
          <div>
            <MakeForm />
            <section className={styles.part} aria-label="Key">
              <h2>Key</h2>
              <Problem problem={keys.error} title="The keys could not be read" onRetry={() => void keys.refetch()} />
              <KeyList
                keys={items}
                onRotate={() => setAsking({ what: 'rotate' })}
                onDestroy={(key) => setAsking({ what: 'destroy', key })}
              />
            </section>
          </div>
          <SealedReports />
        </div>
      </div>
      {asking?.what === 'rotate' && <NewKey onDone={done} />}
      {asking?.what === 'destroy' && (
        <DestroyKey fingerprint={asking.key.fingerprint} id={asking.key.id} onDone={done} />
      )}
    </div>
  )
}
