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
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

type Asking = { what: 'rotate' } | { what: 'destroy'; key: IntakeKey } | null

/** Forms that are given away, the key that they encrypt to, and the sealed reports that come back. */
export function ReportFormScreen(): ReactElement {
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>(null)
  const keys = useAsk('form.keys', {})
  const toQueue = (): void => void navigate({ to: '/queue' })
  useKeys(words.reportForm, [{ key: 'Escape', says: words.backToTheQueue, run: toQueue }])
  const done = (): void => setAsking(null)
  const items = keys.data?.items ?? []
  return (
    <div className={styles['report-form-room']}>
      <div className={styles['report-form']} tabIndex={0} role="region" aria-label={words.reportForm}>
        <header>
          <h1>{words.reportForm}</h1>
          <Button variant="subtle" onClick={toQueue}>
            {words.backToTheQueue2}
          </Button>
        </header>
        <p className="quiet">{words.oneHtmlFileToGiveAway}</p>
        <div className={styles['report-form-parts']}>
          <div>
            <MakeForm />
            <section className={styles.part} aria-label={words.key}>
              <h2>{words.key}</h2>
              <Problem problem={keys.error} title={words.theKeysCouldNotBeRead} onRetry={() => void keys.refetch()} />
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
