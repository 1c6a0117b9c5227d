import { useState, type ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { LegForm } from './leg-form.tsx'
import { DeviationForm, TimesForm } from './leg-steps.tsx'
import { deviationWords, latenessWords, modeWords, placeWords, type Deviation, type Leg } from './words.ts'
import { words } from './catalogue.ts'
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
        title={words.cancelNumber(leg.number)}
        kicker={detail.number}
        does={words.cancelTheLeg}
        failed={words.theLegWasNotCancelled}
        says={words.itStaysOnRecordAsIt}
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
        title={words.settleTheDeviation}
        kicker={`${leg.number}: ${deviation.what}`}
        does={words.settleIt}
        failed={words.itWasNotSettled}
        says={words.sayHowItWasExplainedOr}
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
      {leg.cancelled !== null && <p className="late">{words.cancelledCancelled(leg.cancelled)}</p>}
      {stands && (
        <div className="actions">
          <Act needs="case.write" variant="filled" onClick={() => setAsked({ what: 'times' })}>
            {words.reportTimes}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'deviate' })}>
            {words.noteADeviation}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'change' })}>
            {words.changeThePlan}
          </Act>
          <Act needs="case.write" onClick={() => setAsked({ what: 'cancel' })}>
            {words.cancelTheLeg2}
          </Act>
        </div>
      )}
      <Facts>
        <Fact term={words.who}>{leg.principal}</Fact>
        <Fact term={words.departure}>
          <Occurred when={leg.departure} />
          <small>{words.planned}</small>
          {leg.departed && (
            <small>
              {words.really} <Occurred when={leg.departed} /> {latenessWords(leg.departedLate)}
            </small>
          )}
        </Fact>
        <Fact term={words.arrival}>
          <Occurred when={leg.arrival} />
          {leg.arrival && <small>{words.planned}</small>}
          {leg.arrived && (
            <small>
              {words.really} <Occurred when={leg.arrived} /> {latenessWords(leg.arrivedLate)}
            </small>
          )}
        </Fact>
        {leg.reference !== null && <Fact term={words.reference}>{leg.reference}</Fact>}
        {leg.notes !== null && <Fact term={words.notes}>{leg.notes}</Fact>}
        <Fact term={words.recorded}>
          <At at={leg.recordedAt} full /> {words.byEntry({ recordedBy: leg.recordedBy, seq: leg.seq })}
        </Fact>
      </Facts>
      <hr />
      <h3>{words.deviations}</h3>
      {leg.deviations.length === 0 && <p className="quiet">{words.noneWasNoted}</p>}
      <ul className={styles.deviations}>
        {leg.deviations.map((deviation) => (
          <li key={deviation.id} className={deviation.settled ? styles.settled : undefined}>
            <b>{deviationWords[deviation.kind]}</b> <Occurred when={deviation.noticedAt} />
            <p className="words">{deviation.what}</p>
            {deviation.settled ? (
              <small>
                {words.settledBy({
                  at: <At at={deviation.settled.at} full />,
                  by: deviation.settled.by,
                  how: deviation.settled.how,
                })}
              </small>
            ) : (
              <div className="actions">
                <small>{words.notedBy(deviation.recordedBy)}</small>
                {!closed && (
                  <Act needs="case.write" onClick={() => setAsked({ what: 'settle', deviation })}>
                    {words.settle}
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
