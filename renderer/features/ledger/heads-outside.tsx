import { Fragment, useRef, useState, type ChangeEvent, type ReactElement } from 'react'
import { bridge } from '../../session/bridge.ts'
import { useAsk } from '../../session/client.ts'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { AnchorTable } from './anchor-table.tsx'
import { entriesOf, HeadCheckResult } from './head-check.tsx'
import { WorkOn } from './work-on.tsx'
import { words } from './catalogue.ts'
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
        <b>{words.headsOutside}</b>{' '}
        <span className="quiet">
          {held
            ? words.oneThatIsKnownOutsideDoes
            : newest
              ? words.heldOutsideOfTheVaultThe({
                  heads: words.heads(anchors.length),
                  entriesOf: entriesOf(newest.size),
                })
              : words.noneIsKnownToBeHeld}
        </span>
      </summary>
      <div className={styles['heads-body']}>
        {held && <WorkOn />}
        <p className="quiet">{words.whatIsAnchoredCannotChangeUnnoticed}</p>
        <Problem problem={answer.error} title={words.theListCouldNotBeRead} onRetry={() => void answer.refetch()} />
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
      if (asked === 'ledger.check') await checking.run({ file }, words.checkingAHead)
      if (asked === 'ledger.anchor') await keeping.run({ file }, words.takingACosignedHeadBack)
      if (asked === 'ledger.token') await stamping.run({ file }, words.takingATimestamp)
      if (asked === 'ledger.witness') await witnessing.run({ file }, words.cosigningAHead)
    }
    void take().finally(() => {
      field.value = ''
    })
  }
  const tasks = [saving, printing, requesting, checking, keeping, stamping, witnessing]
  const busy = tasks.some(({ running }) => running)
  return (
    <>
      <div className="actions" role="group" aria-label={words.headsOutside}>
        <Act needs="ledger.read" onClick={() => void saving.run({}, words.savingTheHead)} disabled={busy}>
          {words.saveHeadFile}
        </Act>
        <Act needs="ledger.read" onClick={() => void printing.run({}, words.settingTheReceipt)} disabled={busy}>
          {words.receiptPdf}
        </Act>
        <Act needs="ledger.read" onClick={() => pick('ledger.check')} disabled={busy}>
          {words.checkAHeadFile}
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.anchor')} disabled={busy}>
          {words.keepACosignedHead}
        </Act>
        <Act needs="ledger.anchor" onClick={() => void requesting.run({}, words.askingForATimestamp)} disabled={busy}>
          {words.requestATimestamp}
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.token')} disabled={busy}>
          {words.bringATimestamp}
        </Act>
        <Act needs="ledger.anchor" onClick={() => pick('ledger.witness')} disabled={busy}>
          {words.cosignAnotherVaultsHead}
        </Act>
        <input ref={picker} type="file" hidden aria-label={words.fileOfAHeadOrA} onChange={onPick} />
      </div>
      {tasks.map(({ task, dismiss }, index) => (
        <Fragment key={names[index]}>
          <TaskProgress task={task} />
          {task?.state === 'failed' && <Problem problem={task.failure} onDismiss={dismiss} />}
        </Fragment>
      ))}
      {saving.result && (
        <ShownFile file={saving.result.file} says={words.headOverSaved(entriesOf(saving.result.head.size))} />
      )}
      {printing.result && (
        <ShownFile
          file={printing.result.file}
          says={words.receiptOfTheHeadOverSaved(entriesOf(printing.result.head.size))}
        />
      )}
      {requesting.result && <ShownFile file={requesting.result.file} says={words.requestSavedSendItToA} />}
      {checking.result && <HeadCheckResult check={checking.result} />}
      {keeping.result && (
        <p className="good-news" role="status">
          {words.onRecordOf({
            cosignatures: words.cosignatures(keeping.result.recorded.length),
            entriesOf: entriesOf(keeping.result.size),
          })}
        </p>
      )}
      {stamping.result && (
        <p className="good-news" role="status">
          {words.onRecordTimestampedByTheAuthoritys({
            entriesOf: entriesOf(stamping.result.size),
            authority: stamping.result.authority,
          })}
        </p>
      )}
      {witnessing.result && <ShownFile file={witnessing.result.file} says={words.cosignedGiveThisFileBackTo} />}
    </>
  )
}

const names = ['save', 'print', 'request', 'check', 'keep', 'stamp', 'witness']
