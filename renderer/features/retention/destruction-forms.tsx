import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useTask } from '../../session/tasks.ts'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { scopeInWords } from './scope.ts'
import { words } from './catalogue.ts'
import styles from './retention.module.css'

export type Order = Output<'retention.get'>['orders'][number]

interface About {
  detail: { id: string; number: string }
  onDone: () => void
}

/** What a destruction leaves elsewhere or takes from others. */
function Remarks({ remarks }: { remarks: readonly string[] }): ReactElement | null {
  if (remarks.length === 0) return null
  return (
    <ul className={styles.remarks}>
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  )
}

type Retention = Pick<Output<'retention.get'>, 'scope' | 'remarks'>

export function OrderDestruction({ detail, scope, remarks, onDone }: About & Retention): ReactElement {
  return (
    <ReasonForm
      call="destruction.order"
      also={{ case: detail.id }}
      title={words.orderDestruction}
      kicker={detail.number}
      does={words.giveTheOrder}
      failed={words.theOrderWasNotGiven}
      authority={words.aRetentionScheduleAStatute}
      says={
        <>
          <p>{words.underTheOrderLieNothing(scopeInWords(scope))}</p>
          <Remarks remarks={remarks} />
          <p>{words.whatEachEntrySaysIt}</p>
        </>
      }
      onDone={onDone}
    />
  )
}

export function DeclineDestruction({ detail, order, onDone }: About & { order: Order }): ReactElement {
  return (
    <ReasonForm
      call="destruction.decline"
      also={{ order: order.id }}
      title={order.own ? words.takeTheOrderBack : words.declineTheOrder}
      kicker={detail.number}
      does={order.own ? words.takeTheOrderBack : words.declineTheOrder}
      failed={words.theOrderStillWaits}
      says={words.nothingIsDestroyedTheOrder}
      onDone={onDone}
    />
  )
}

/** The second member reads what goes, and asks for it twice: there is no undo. */
export function ApproveDestruction({
  detail,
  order,
  remarks,
  onDone,
}: About & Pick<Retention, 'remarks'> & { order: Order }): ReactElement {
  const [sure, setSure] = useState(false)
  const approve = useTask('destruction.approve', order.id)
  const run = (): void => void approve.run({ order: order.id }, words.destroyingCase(detail.number))
  if (approve.result) {
    return (
      <Panel title={words.destroyed} kicker={detail.number} onClose={onDone}>
        <p role="status">
          {words.caseWasDestroyed({ number: detail.number, scope: scopeInWords(approve.result.destroyed) })}
        </p>
        <Remarks remarks={approve.result.remarks} />
      </Panel>
    )
  }
  return (
    <Panel title={words.approveDestruction} kicker={detail.number} onClose={onDone} asks>
      <Facts>
        <Fact term={words.orderedBy}>
          {order.orderedBy}, <At at={order.orderedAt} full />
        </Fact>
        <Fact term={words.authority}>{order.authority}</Fact>
        <Fact term={words.reason}>{order.reason}</Fact>
        <Fact term={words.destroys}>{scopeInWords(order.scope)}</Fact>
      </Facts>
      <p>{words.theWordsFactsAndFiles}</p>
      <Remarks remarks={remarks} />
      <TaskProgress task={approve.task} />
      {approve.task?.state === 'failed' && (
        <Problem problem={approve.task.failure} title={words.nothingWasDestroyed} onDismiss={approve.dismiss} />
      )}
      <div className="actions">
        {sure ? (
          <Act needs="record.destroy" variant="filled" color="red" onClick={run} disabled={approve.running}>
            {words.destroyCaseForGood(detail.number)}
          </Act>
        ) : (
          <Act needs="record.destroy" onClick={() => setSure(true)}>
            {words.approve}
          </Act>
        )}
      </div>
    </Panel>
  )
}
