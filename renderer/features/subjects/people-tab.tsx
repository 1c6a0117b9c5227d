import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import type { Asked } from './asked.ts'
import { InvolvementList } from './involvement-list.tsx'
import { ChangeInvolvement, InvolveForm } from './involve-form.tsx'
import { WithdrawForm } from './withdraw-form.tsx'
import { kindsWords, type Kind } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

/** Who and what is involved in a case and in its reports. */
export function PeopleTab({ detail }: { detail: { id: string; number: string; status: string } }): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('involvement.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const close = (): void => setAsked(undefined)
  const open = !past && detail.status !== 'destroyed'
  const writes = useMay('case.write').now
  useKeys(
    words.peoplePlacesOfTheCase,
    [{ key: 'a', says: words.involveSomebodyOrSomething, run: () => setAsked({ what: 'involve' }) }],
    open && writes && asked === undefined,
  )
  const items = answer.data?.items ?? []
  const kinds = (Object.keys(kindsWords) as Kind[]).map((kind) => ({
    kind,
    rows: items.filter(({ subject }) => subject.kind === kind),
  }))
  return (
    <div className="with-panel-room">
      <div className="case-body" tabIndex={0} role="region" aria-label={words.peoplePlaces}>
        {open && (
          <div className="actions">
            <Act needs="case.write" variant="filled" onClick={() => setAsked({ what: 'involve' })}>
              {words.involveSomebody}
            </Act>
          </div>
        )}
        <Problem
          problem={answer.error}
          title={words.thePeopleAndPlacesCouldNot}
          onRetry={() => void answer.refetch()}
        />
        {!answer.data && !answer.error && <Loading what={words.thePeopleAndPlaces} />}
        {answer.data && items.length === 0 && <Empty says={words.nobodyIsOnRecordHereYet} />}
        {kinds
          .filter(({ rows }) => rows.length > 0)
          .map(({ kind, rows }) => (
            <section key={kind} className={clsx('card', styles['subject-section'])} aria-label={kindsWords[kind]}>
              <h2>
                {kindsWords[kind]} {count(rows.length)}
              </h2>
              <InvolvementList
                items={rows}
                shows="who"
                home={detail.id}
                empty=""
                {...(open ? { onAsk: setAsked } : {})}
              />
            </section>
          ))}
      </div>
      {asked?.what === 'involve' && <InvolveForm within={{ case: detail.id }} kicker={detail.number} onDone={close} />}
      {asked?.what === 'change' && <ChangeInvolvement involvement={asked.involvement} onDone={close} />}
      {asked?.what === 'withdraw' && <WithdrawForm withdrawing={asked.withdrawing} onDone={close} />}
    </div>
  )
}
