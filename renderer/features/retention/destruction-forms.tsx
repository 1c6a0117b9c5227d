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
      title="Order destruction"
      kicker={detail.number}
      does="Give the order"
      failed="The order was not given"
      authority="A retention schedule, a statute, a court order, with its reference"
      says={
        <>
          <p>
            Under the order lie {scopeInWords(scope)}. Nothing is destroyed until another member with the right to it
            approves.
          </p>
          <Remarks remarks={remarks} />
          <p>
            What each entry says it is, when and by whom, stays in the ledger; what it recorded, its salt and the keys
            of the exhibits go. There is no way back.
          </p>
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
      title={order.own ? 'Take the order back' : 'Decline the order'}
      kicker={detail.number}
      does={order.own ? 'Take the order back' : 'Decline the order'}
      failed="The order still waits"
      says="Nothing is destroyed. The order and this answer stay on record."
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
  const run = (): void => void approve.run({ order: order.id }, `Destroying case ${detail.number}`)
  if (approve.result) {
    return (
      <Panel title="Destroyed" kicker={detail.number} onClose={onDone}>
        <p role="status">
          Case {detail.number} was destroyed: {scopeInWords(approve.result.destroyed)}.
        </p>
        <Remarks remarks={approve.result.remarks} />
      </Panel>
    )
  }
  return (
    <Panel title="Approve destruction" kicker={detail.number} onClose={onDone} asks>
      <Facts>
        <Fact term="Ordered by">
          {order.orderedBy}, <At at={order.orderedAt} full />
        </Fact>
        <Fact term="Authority">{order.authority}</Fact>
        <Fact term="Reason">{order.reason}</Fact>
        <Fact term="Destroys">{scopeInWords(order.scope)}</Fact>
      </Facts>
      <p>
        The words, facts and files of this case are destroyed for good. Its number, the order, your approval and the
        list of packets built and handed over stay. Backups made before still hold it.
      </p>
      <Remarks remarks={remarks} />
      <TaskProgress task={approve.task} />
      {approve.task?.state === 'failed' && (
        <Problem problem={approve.task.failure} title="Nothing was destroyed" onDismiss={approve.dismiss} />
      )}
      <div className="actions">
        {sure ? (
          <Act needs="record.destroy" variant="filled" color="red" onClick={run} disabled={approve.running}>
            Destroy case {detail.number} for good
          </Act>
        ) : (
          <Act needs="record.destroy" onClick={() => setSure(true)}>
            Approve…
          </Act>
        )}
      </div>
    </Panel>
  )
}
