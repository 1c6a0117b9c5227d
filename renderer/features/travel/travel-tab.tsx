import { clsx } from 'clsx'
import { useRef, type ChangeEvent, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Problem } from '../../ui/problem.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { AdvisoryForm } from './advisory-form.tsx'
import { CalendarLegs } from './calendar-legs.tsx'
import { itemOf, useProposals } from './calendar.ts'
import { LegForm } from './leg-form.tsx'
import { LegPanel } from './leg-panel.tsx'
import { latenessWords, modeWords, placeWords, type Journey, type Leg } from './words.ts'
import styles from './travel.module.css'

interface TravelTabProps {
  detail: { id: string; number: string; status: string }
  /** Id of the leg that is looked at, `plan`, `advise`, `calendar` or one of what that proposes. */
  item: string | undefined
  onItem: (item: string | undefined) => void
}

/** The journey of a case: what was planned, how it went, what stood in its way. */
export function TravelTab({ detail, item, onItem }: TravelTabProps): ReactElement {
  const past = useIsPast()
  const may = useMay('case.write').now
  const closed = past || detail.status === 'destroyed'
  const answer = useAskThen('travel.list', { case: detail.id })
  const journey = answer.data
  const legs = journey?.legs ?? []
  const leg = rowOf(legs, item)
  const calendar = useProposals(detail.id)
  const proposal = calendar.proposalOf(item)
  const picker = useRef<HTMLInputElement>(null)
  const pick = (event: ChangeEvent<HTMLInputElement>): void => {
    const input = event.currentTarget
    const file = input.files?.[0]
    if (!file) return
    onItem('calendar')
    void calendar.read(file).finally(() => {
      input.value = ''
    })
  }
  const move = (step: number): void => {
    const at = legs.findIndex(({ id }) => id === item)
    const next = legs[Math.max(0, Math.min(legs.length - 1, at + step))]
    if (next) onItem(next.id)
  }
  const leave = (): void => onItem(undefined)
  useKeys('Travel', [
    ...(closed || !may ? [] : [{ key: 'n', says: 'plan a leg', run: () => onItem('plan') }]),
    { key: 'j', says: 'next leg', run: () => move(1) },
    { key: 'k', says: 'previous leg', run: () => move(-1) },
  ])
  return (
    <div className="with-panel-room">
      <div className="case-body flush" tabIndex={0} role="region" aria-label="Travel">
        {!closed && (
          <div className="room-bar">
            <Act needs="case.write" variant="filled" onClick={() => onItem('plan')}>
              Plan a leg
            </Act>
            <Act needs="case.write" onClick={() => (calendar.proposals ? onItem('calendar') : picker.current?.click())}>
              From a calendar file…
            </Act>
            <input
              ref={picker}
              type="file"
              hidden
              accept=".ics,text/calendar"
              aria-label="Calendar file"
              onChange={pick}
            />
            {legs.length > 0 && (
              <Act needs="case.write" onClick={() => onItem('advise')}>
                Attach an advisory
              </Act>
            )}
          </div>
        )}
        <Problem problem={calendar.lost} onDismiss={calendar.forgetLost} />
        <Problem problem={answer.error} title="The journey could not be read" onRetry={() => void answer.refetch()} />
        {!journey && !answer.error && <Loading what="the journey" />}
        {journey && legs.length === 0 && (
          <Empty says="A journey is kept leg by leg: what was planned, when it was really begun and ended, each deviation until it is settled, and the advisories that concern it." />
        )}
        {legs.length > 0 && <LegTable legs={legs} selected={item} onSelect={onItem} />}
        {journey && journey.advisories.length > 0 && <Advisories advisories={journey.advisories} />}
      </div>
      {item === 'plan' && !closed && <LegForm detail={detail} after={legs.at(-1)} onDone={leave} />}
      {item === 'calendar' && !closed && (
        <CalendarLegs detail={detail} onCheck={(index) => onItem(itemOf(index))} onClose={leave} />
      )}
      {proposal && !closed && (
        <LegForm
          key={item}
          detail={detail}
          after={legs.at(-1)}
          proposal={proposal}
          onPlanned={(number) => calendar.setPlanned(proposal.index, number)}
          onDone={() => onItem('calendar')}
        />
      )}
      {item === 'advise' && !closed && <AdvisoryForm detail={detail} legs={legs} onDone={leave} />}
      {leg && <LegPanel key={leg.id} detail={detail} leg={leg} closed={closed} onClose={leave} />}
    </div>
  )
}

interface LegTableProps {
  legs: readonly Leg[]
  selected: string | undefined
  onSelect: (id: string) => void
}

function LegTable({ legs, selected, onSelect }: LegTableProps): ReactElement {
  return (
    <table className={clsx('register', styles.legs)}>
      <thead>
        <tr>
          <th scope="col">Leg</th>
          <th scope="col">From, to</th>
          <th scope="col">Planned</th>
          <th scope="col">How it went</th>
          <th scope="col">Deviations</th>
        </tr>
      </thead>
      <tbody>
        {legs.map((leg) => (
          <tr
            key={leg.id}
            aria-selected={leg.id === selected}
            className={leg.cancelled === null ? undefined : styles.cancelled}
            onClick={() => onSelect(leg.id)}
          >
            <td>
              <button type="button" className="link" onClick={() => onSelect(leg.id)}>
                {leg.number}
              </button>
              <small>{modeWords[leg.mode]}</small>
            </td>
            <td>
              {placeWords(leg.from)} → {placeWords(leg.to)}
              <small>{[leg.principal, leg.reference].filter((word) => word !== null).join(' · ')}</small>
            </td>
            <td>
              <Occurred when={leg.departure} />
              {leg.arrival && (
                <small>
                  to <Occurred when={leg.arrival} />
                </small>
              )}
            </td>
            <td>{leg.cancelled === null ? <Went leg={leg} /> : <span>Cancelled: {leg.cancelled}</span>}</td>
            <td>
              <OpenDeviations leg={leg} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Went({ leg }: { leg: Leg }): ReactElement {
  if (!leg.departed && !leg.arrived) return <span className="quiet">no word yet</span>
  return (
    <>
      {leg.departed && <Real word="departed" when={leg.departed} late={leg.departedLate} />}
      {leg.arrived && <Real word="arrived" when={leg.arrived} late={leg.arrivedLate} />}
    </>
  )
}

const Real = ({
  word,
  when,
  late,
}: {
  word: string
  when: NonNullable<Leg['departed']>
  late: number | null
}): ReactElement => (
  <span className={styles['leg-real']}>
    {word} <Occurred when={when} />
    {late !== null && <small className={late > 15 ? 'late' : undefined}>{latenessWords(late)}</small>}
  </span>
)

function OpenDeviations({ leg }: { leg: Leg }): ReactElement {
  const open = leg.deviations.filter(({ settled }) => settled === null)
  if (leg.deviations.length === 0) return <span className="quiet">none</span>
  return open.length > 0 ? <b className="late">{open.length} open</b> : <span>{leg.deviations.length} settled</span>
}

function Advisories({ advisories }: { advisories: Journey['advisories'] }): ReactElement {
  return (
    <section className={styles.advisories} aria-label="Advisories">
      <h2>Advisories</h2>
      <ul>
        {advisories.map((advisory) => (
          <li key={advisory.id}>
            <b>{advisory.title}</b> <span className="quiet">{advisory.source}</span>
            {advisory.text !== null && <p className="words">{advisory.text}</p>}
            <small>
              {advisory.effective && (
                <>
                  from <Occurred when={advisory.effective} />{' '}
                </>
              )}
              {advisory.expires && (
                <>
                  until <Occurred when={advisory.expires} />{' '}
                </>
              )}
              · {advisory.legs.length === 0 ? 'the whole journey' : advisory.legs.join(', ')}
              {advisory.report !== null && ` · report ${advisory.report}`} · attached{' '}
              <At at={advisory.recordedAt} full /> by {advisory.recordedBy}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
