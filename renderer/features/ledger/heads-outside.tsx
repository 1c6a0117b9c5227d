import { Fragment, useRef, useState, type ChangeEvent, type ReactElement } from 'react'
import { bridge } from '../../session/bridge.ts'
import { useAsk } from '../../session/client.ts'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { plural } from '../../ui/words.ts'
import { AnchorTable } from './anchor-table.tsx'
import { entriesOf, HeadCheckResult } from './head-check.tsx'
import { WorkOn } from './work-on.tsx'
import styles from './ledger.module.css'

type Ask = 'ledger.check' | 'ledger.anchor' | 'ledger.token' | 'ledger.witness'

/** Heads that others hold: what is there, and everything by which one is given away, brought back or checked. */
export function HeadsOutside(): ReactElement {
  const vault = useVault()
  const answer = useAsk('ledger.anchors', {})
  const anchors = answer.data?.anchors ?? []
  const newest = anchors.at(-1)
  const held = (vault?.outside ?? null) !== null
  return (
    <details className={styles['heads-outside']} open={held || undefined}>
      <summary>
        <b>Heads outside</b>{' '}
        <span className="quiet">
          {held
            ? 'one that is known outside does not lead to this state of the vault'
            : newest
              ? `${plural(anchors.length, 'head')} held outside of the vault, the newest over ${entriesOf(newest.size)}`
              : 'none is known to be held outside of the vault'}
        </span>
      </summary>
      <div className={styles['heads-body']}>
        {held && <WorkOn />}
        <p className="quiet">
          What is anchored cannot change unnoticed; each entry lies between two anchors. Give a head to somebody who
          keeps it, have it cosigned or timestamped, and bring the answer back.
        </p>
        <Problem problem={answer.error} title="The list could not be read" onRetry={() => void answer.refetch()} />
        <HeadActions />
        {anchors.length > 0 && <AnchorTable anchors={[...anchors].reverse()} />}
      </div>
    </details>
  )
}

function HeadActions(): ReactElement {
  const saving = useTask('ledger.saveHead')
  const printing = useTask('ledger.receipt')
  const requesting = useTask('ledger.request')
  const checking = useTask('ledger.check')
  const keeping = useTask('ledger.anchor')
  const stamping = useTask('ledger.token')
  const witnessing = useTask('ledger.witness')
  const picker = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState<Ask>('ledger.check')

  const pick = (ask: Ask): void => {
    setAsked(ask)
    picker.current?.click()
  }
  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    const chosen = field.files?.[0]
    if (!chosen) return
    const take = async (): Promise<void> => {
      const file = await bridge.pathOf(chosen)
      if (asked === 'ledger.check') await checking.run({ file }, 'Checking a head')
      if (asked === 'ledger.anchor') await keeping.run({ file }, 'Taking a cosigned head back')
      if (asked === 'ledger.token') await stamping.run({ file }, 'Taking a timestamp')
      if (asked === 'ledger.witness') await witnessing.run({ file }, 'Cosigning a head')
    }
    void take().finally(() => {
      field.value = ''
    })
  }
  const tasks = [saving, printing, requesting, checking, keeping, stamping, witnessing]
  const busy = tasks.some(({ running }) => running)
  return (
    <>
      <div className="actions" role="group" aria-label="Heads outside">
        <Act needs="ledger.read" onClick={() => void saving.run({}, 'Saving the head')} disabled={busy}>
          Save head file
        </Act>
        <Act needs="ledger.read" onClick={() => void printing.run({}, 'Setting the receipt')} disabled={busy}>
          Receipt (PDF)
        </Act>
        <Act needs="ledger.read" onClick={() => pick('ledger.check')} disabled={busy}>
          Check a head file
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.anchor')} disabled={busy}>
          Keep a cosigned head
        </Act>
        <Act needs="ledger.anchor" onClick={() => void requesting.run({}, 'Asking for a timestamp')} disabled={busy}>
          Request a timestamp
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.token')} disabled={busy}>
          Bring a timestamp
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.witness')} disabled={busy}>
          Cosign another vault’s head
        </Act>
        <input ref={picker} type="file" hidden aria-label="File of a head or a timestamp" onChange={onPick} />
      </div>
      {tasks.map(({ task, dismiss }, index) => (
        <Fragment key={names[index]}>
          <TaskProgress task={task} />
          {task?.state === 'failed' && <Problem problem={task.failure} onDismiss={dismiss} />}
        </Fragment>
      ))}
      {saving.result && (
        <ShownFile file={saving.result.file} says={`Head over ${entriesOf(saving.result.head.size)} saved.`} />
      )}
      {printing.result && (
        <ShownFile
          file={printing.result.file}
          says={`Receipt of the head over ${entriesOf(printing.result.head.size)} saved. Print it and give it to somebody who keeps it.`}
        />
      )}
      {requesting.result && (
        <ShownFile
          file={requesting.result.file}
          says="Request saved. Send it to a timestamping authority (RFC 3161) and bring its answer here."
        />
      )}
      {checking.result && <HeadCheckResult check={checking.result} />}
      {keeping.result && (
        <p className="good-news" role="status">
          On record: {plural(keeping.result.recorded.length, 'cosignature')} of {entriesOf(keeping.result.size)}.
        </p>
      )}
      {stamping.result && (
        <p className="good-news" role="status">
          On record: {entriesOf(stamping.result.size)}, timestamped by {stamping.result.authority}. The authority’s
          certificate was not checked against one of yours.
        </p>
      )}
      {witnessing.result && (
        <ShownFile file={witnessing.result.file} says="Cosigned. Give this file back to those whose head it is." />
      )}
    </>
  )
}

const names = ['save', 'print', 'request', 'check', 'keep', 'stamp', 'witness']
