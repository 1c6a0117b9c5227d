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
import { words } from './catalogue.ts'
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
  useKeys(words.travel, [
    ...(closed || !may ? [] : [{ key: 'n', says: words.planALeg2, run: () => onItem('plan') }]),
    { key: 'j', says: words.nextLeg, run: () => move(1) },
    { key: 'k', says: words.previousLeg, run: () => move(-1) },
  ])
  return (
    <div className="with-panel-room">
      <div className="case-body flush" tabIndex={0} role="region" aria-label={words.travel}>
        {!closed && (
          <div className="room-bar">
            <Act needs="case.write" variant="filled" onClick={() => onItem('plan')}>
              {words.planALeg}
            </Act>
            <Act needs="case.write" onClick={() => (calendar.proposals ? onItem('calendar') : picker.current?.click())}>
              {words.fromACalendarFile2}
            </Act>
            <input
              ref={picker}
              type="file"
              hidden
              accept=".ics,text/calendar"
              aria-label={words.calendarFile}
              onChange={pick}
            />
            {legs.length > 0 && (
              <Act needs="case.write" onClick={() => onItem('advise')}>
                {words.attachAnAdvisory}
              </Act>
            )}
          </div>
        )}
        <Problem problem={calendar.lost} onDismiss={calendar.forgetLost} />
        <Problem problem={answer.error} title={words.theJourneyCouldNotBeRead} onRetry={() => void answer.refetch()} />
        {!journey && !answer.error && <Loading what={words.theJourney} />}
        {journey && legs.length === 0 && <Empty says={words.aJourneyIsKeptLegBy} />}
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
          <th scope="col">{words.leg}</th>
          <th scope="col">{words.fromTo}</th>
          <th scope="col">{words.planned2}</th>
          <th scope="col">{words.howItWent}</th>
          <th scope="col">{words.deviations}</th>
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
                  {words.to2} <Occurred when={leg.arrival} />
                </small>
              )}
            </td>
            <td>
              {leg.cancelled === null ? <Went leg={leg} /> : <span>{words.cancelledCancelled(leg.cancelled)}</span>}
            </td>
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
  if (!leg.departed && !leg.arrived) return <span className="quiet">{words.noWordYet}</span>
  return (
    <>
      {leg.departed && <Real word={words.departed2} when={leg.departed} late={leg.departedLate} />}
      {leg.arrived && <Real word={words.arrived2} when={leg.arrived} late={leg.arrivedLate} />}
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
  if (leg.deviations.length === 0) return <span className="quiet">{words.none}</span>
  return open.length > 0 ? (
    <b className="late">{words.openMany(open.length)}</b>
  ) : (
    <span>{words.settledMany(leg.deviations.length)}</span>
  )
}

function Advisories({ advisories }: { advisories: Journey['advisories'] }): ReactElement {
  return (
    <section className={styles.advisories} aria-label={words.advisories}>
      <h2>{words.advisories}</h2>
      <ul>
        {advisories.map((advisory) => (
          <li key={advisory.id}>
            <b>{advisory.title}</b> <span className="quiet">{advisory.source}</span>
            {advisory.text !== null && <p className="words">{advisory.text}</p>}
            <small>
              {advisory.effective && (
                <>
                  {words.from2} <Occurred when={advisory.effective} />{' '}
                </>
              )}
              {advisory.expires && (
                <>
                  {words.until2} <Occurred when={advisory.expires} />{' '}
                </>
              )}
              · {advisory.legs.length === 0 ? words.theWholeJourney : advisory.legs.join(', ')}
              {advisory.report !== null && ` ${words.reportReport(advisory.report)}`}{' '}
              {words.attachedBy({ at: <At at={advisory.recordedAt} full />, recordedBy: advisory.recordedBy })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
