import { useState, type ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { LegForm } from './leg-form.tsx'
import { DeviationForm, TimesForm } from './leg-steps.tsx'
import { deviationWords, latenessWords, modeWords, placeWords, type Deviation, type Leg } from './words.ts'
import styles from './travel.module.css'

interface LegPanelProps {
  detail: { id: string; number: string }
  leg: Leg
  closed: boolean
  onClose: () => void
}

type Asked = { what: 'change' | 'times' | 'deviate' | 'cancel' } | { what: 'settle'; deviation: Deviation } | undefined

/** One leg: its plan beside how it went, and its deviations. */
export function LegPanel({ detail, leg, closed, onClose }: LegPanelProps): ReactElement {
  const [asked, setAsked] = useState<Asked>()
  const done = (): void => setAsked(undefined)
  if (asked?.what === 'change') return <LegForm detail={detail} leg={leg} onDone={done} />
  if (asked?.what === 'times') return <TimesForm detail={detail} leg={leg} onDone={done} />
  if (asked?.what === 'deviate') return <DeviationForm detail={detail} leg={leg} onDone={done} />
  if (asked?.what === 'cancel') {
    return (
      <ReasonForm
        call="travel.cancel"
        also={{ case: detail.id, leg: leg.id }}
        title={`Cancel ${leg.number}`}
        kicker={detail.number}
        does="Cancel the leg"
        failed="The leg was not cancelled"
        says="It stays on record as it was planned, marked as cancelled."
        onDone={done}
      />
    )
  }
  if (asked?.what === 'settle') {
    const { deviation } = asked
    return (
      <ReasonForm
        call="travel.settle"
        also={{ case: detail.id, leg: leg.id, deviation: deviation.id }}
        as="how"
        title="Settle the deviation"
        kicker={`${leg.number}: ${deviation.what}`}
        does="Settle it"
        failed="It was not settled"
        says="Say how it was explained or dealt with. The deviation stays on record."
        onDone={done}
      />
    )
  }
  const stands = !closed && leg.cancelled === null
  return (
    <Panel
      title={`${placeWords(leg.from)} → ${placeWords(leg.to)}`}
      kicker={`${leg.number} · ${modeWords[leg.mode]}`}
      onClose={onClose}
    >
      {leg.cancelled !== null && <p className="late">Cancelled: {leg.cancelled}</p>}
      {stands && (
        <div className="actions">
          <Act needs="case.write" variant="filled" onClick={() => setAsked({ what: 'times' })}>
            Report times
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'deviate' })}>
            Note a deviation
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'change' })}>
            Change the plan
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'cancel' })}>
            Cancel the leg…
          </Act>
        </div>
      )}
      <Facts>
        <Fact term="Who">{leg.principal}</Fact>
        <Fact term="Departure">
          <Occurred when={leg.departure} />
          <small>planned</small>
          {leg.departed && (
            <small>
              really <Occurred when={leg.departed} /> {latenessWords(leg.departedLate)}
            </small>
          )}
        </Fact>
        <Fact term="Arrival">
          <Occurred when={leg.arrival} />
          {leg.arrival && <small>planned</small>}
          {leg.arrived && (
            <small>
              really <Occurred when={leg.arrived} /> {latenessWords(leg.arrivedLate)}
            </small>
          )}
        </Fact>
        {leg.reference !== null && <Fact term="Reference">{leg.reference}</Fact>}
        {leg.notes !== null && <Fact term="Notes">{leg.notes}</Fact>}
        <Fact term="Recorded">
          <At at={leg.recordedAt} full /> by {leg.recordedBy}, entry {leg.seq}
        </Fact>
      </Facts>
      <hr />
      <h3>Deviations</h3>
      {leg.deviations.length === 0 && <p className="quiet">None was noted.</p>}
      <ul className={styles.deviations}>
        {leg.deviations.map((deviation) => (
          <li key={deviation.id} className={deviation.settled ? styles.settled : undefined}>
            <b>{deviationWords[deviation.kind]}</b> <Occurred when={deviation.noticedAt} />
            <p className="words">{deviation.what}</p>
            {deviation.settled ? (
              <small>
                settled <At at={deviation.settled.at} full /> by {deviation.settled.by}: {deviation.settled.how}
              </small>
            ) : (
              <div className="actions">
                <small>noted by {deviation.recordedBy}</small>
                {!closed && (
                  <Act needs="case.write" onClick={() => setAsked({ what: 'settle', deviation })}>
                    Settle…
                  </Act>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
