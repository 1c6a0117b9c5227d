import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { ApproveDestruction, DeclineDestruction, OrderDestruction, type Order } from './destruction-forms.tsx'
import { LiftHold, PlaceHold } from './hold-forms.tsx'
import { scopeInWords } from './scope.ts'
import { words } from './catalogue.ts'
import styles from './retention.module.css'

type Retention = Output<'retention.get'>
type Hold = Retention['holds'][number]
type Asked =
  | { what: 'hold' | 'order' }
  | { what: 'lift'; hold: string }
  | { what: 'approve' | 'decline'; order: Order }
  | undefined

/** How long the case is kept: legal holds, and orders to destroy it. */
export function RetentionTab({ detail }: { detail: { id: string; number: string; status: string } }): ReactElement {
  const answer = useAsk('retention.get', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const close = (): void => setAsked(undefined)
  const gone = detail.status === 'destroyed'
  return (
    <div className="with-panel-room">
      <div className={clsx('case-body', styles.retention)} tabIndex={0} role="region" aria-label={words.retention}>
        <Problem problem={answer.error} title={words.theRetentionCouldNotBe} onRetry={() => void answer.refetch()} />
        {!answer.data && !answer.error && <Loading what={words.theRetention} />}
        {answer.data && (
          <>
            <Holds holds={answer.data.holds} gone={gone} onAsk={setAsked} />
            <Orders retention={answer.data} gone={gone} onAsk={setAsked} />
          </>
        )}
      </div>
      {asked?.what === 'hold' && <PlaceHold detail={detail} onDone={close} />}
      {asked?.what === 'lift' && <LiftHold detail={detail} hold={asked.hold} onDone={close} />}
      {asked?.what === 'order' && answer.data && (
        <OrderDestruction detail={detail} scope={answer.data.scope} remarks={answer.data.remarks} onDone={close} />
      )}
      {asked?.what === 'decline' && <DeclineDestruction detail={detail} order={asked.order} onDone={close} />}
      {asked?.what === 'approve' && answer.data && (
        <ApproveDestruction detail={detail} order={asked.order} remarks={answer.data.remarks} onDone={close} />
      )}
    </div>
  )
}

function Holds({ holds, gone, onAsk }: { holds: Hold[]; gone: boolean; onAsk: (asked: Asked) => void }): ReactElement {
  return (
    <section aria-label={words.legalHolds}>
      <header className={styles['retention-head']}>
        <h2>{words.legalHolds}</h2>
        {!gone && (
          <Act needs="case.hold" onClick={() => onAsk({ what: 'hold' })}>
            {words.placeALegalHold}
          </Act>
        )}
      </header>
      {holds.length === 0 && <Empty says={words.noHoldWasPlacedWhile} />}
      <ul className={styles['retention-list']}>
        {holds.map((hold) => (
          <li key={hold.id} className={hold.lifted ? styles.past : 'standing'}>
            <div>
              <b>{hold.lifted ? words.lifted : words.stands}</b> {hold.authority}
              <p>{hold.reason}</p>
              <small>{words.placedBy({ at: <At at={hold.placedAt} full />, placedBy: hold.placedBy })}</small>
              {hold.lifted && (
                <small>
                  {words.liftedBy({
                    at: <At at={hold.lifted.at} full />,
                    by: hold.lifted.by,
                    reason: hold.lifted.reason,
                  })}
                </small>
              )}
            </div>
            {!hold.lifted && (
              <Act needs="case.hold" onClick={() => onAsk({ what: 'lift', hold: hold.id })}>
                {words.lift}
              </Act>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const stateWords: Record<Order['state'], string> = words.stateWords

function Orders({
  retention: { orders, scope, holds },
  gone,
  onAsk,
}: {
  retention: Retention
  gone: boolean
  onAsk: (asked: Asked) => void
}): ReactElement {
  const held = holds.some(({ lifted }) => lifted === null)
  const waiting = orders.some(({ state }) => state === 'waiting')
  return (
    <section aria-label={words.destruction}>
      <header className={styles['retention-head']}>
        <h2>{words.destruction}</h2>
        {!gone && !waiting && (
          <Act needs="record.destroy" onClick={() => onAsk({ what: 'order' })} disabled={held}>
            {words.orderDestructionMore}
          </Act>
        )}
      </header>
      {!gone && held && <p className="quiet">{words.notPossibleWhileAHold}</p>}
      {orders.length === 0 && <Empty says={words.noOrderWasGivenAn(scopeInWords(scope))} />}
      <ul className={styles['retention-list']}>
        {orders.map((order) => (
          <li key={order.id} className={styles[order.state]}>
            <div>
              <b>{stateWords[order.state]}</b> {order.authority}
              <p>{order.reason}</p>
              <small>{scopeInWords(order.scope)}</small>
              <small>{words.orderedAtBy({ at: <At at={order.orderedAt} full />, orderedBy: order.orderedBy })}</small>
              {order.answer && (
                <small>
                  {order.state === 'declined' ? words.declined : words.approvedAndCarriedOut}{' '}
                  <At at={order.answer.at} full /> {words.byBy(order.answer.by)}
                  {order.answer.reason === null ? '' : `: ${order.answer.reason}`}
                </small>
              )}
            </div>
            {order.state === 'waiting' && (
              <div className="actions">
                {!order.own && (
                  <Act needs="record.destroy" onClick={() => onAsk({ what: 'approve', order })}>
                    {words.approve}
                  </Act>
                )}
                <Act needs="record.destroy" onClick={() => onAsk({ what: 'decline', order })}>
                  {order.own ? words.takeBack : words.decline}
                </Act>
              </div>
            )}
            {order.state === 'waiting' && order.own && <small>{words.anotherMemberMustApproveIt}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
