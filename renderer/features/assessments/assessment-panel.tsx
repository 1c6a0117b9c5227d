import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { dayInWords } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { FactList } from '../decisions/index.ts'
import { answerWords, concernTones, concernWords, kindHeadings, type Assessment, type Factor } from './words.ts'
import { words } from './catalogue.ts'
import styles from './assessments.module.css'

interface AssessmentPanelProps {
  made: Assessment
  onGo: (tab: CaseTab, item?: string) => void
  onClose: () => void
  onWithdraw?: () => void
}

/** One assessment in full: every answer with what it rests on. */
export function AssessmentPanel({ made, onGo, onClose, onWithdraw }: AssessmentPanelProps): ReactElement {
  const { level, instrument, supersededBy, withdrawn } = made
  return (
    <Panel title={made.about} kicker={`${made.number} · ${instrument.title}`} onClose={onClose}>
      <p>
        <span className={`tag ${concernTones[level]}`}>{words.concernConcern(concernWords[level])}</span>
        {supersededBy !== null && <small> {words.supersededBy(supersededBy)}</small>}
      </p>
      {withdrawn && (
        <p className="late">
          {words.withdrawnBy({ at: <At at={withdrawn.at} full />, by: withdrawn.by, reason: withdrawn.reason })}
        </p>
      )}
      <p className="words">{made.rationale}</p>
      {onWithdraw && (
        <div className="actions">
          <Act needs="case.write" onClick={onWithdraw}>
            {words.withdraw}
          </Act>
        </div>
      )}
      <Facts>
        <Fact term={words.assessed}>
          <At at={made.assessedAt} full /> {words.byEntry({ assessor: made.assessor, seq: made.seq })}
        </Fact>
        <Fact term={words.lookAgain}>
          {made.reassessOn === null ? <span className="quiet">{words.noDayWasSet}</span> : dayInWords(made.reassessOn)}
        </Fact>
        <Fact term={words.form}>
          {instrument.title}, {instrument.version === 0 ? words.asSupplied : words.versionVersion(instrument.version)}
        </Fact>
      </Facts>
      {made.plan.length > 0 && (
        <section aria-label={words.plan}>
          <h3>{words.plan}</h3>
          <ul className={styles['assessed-plan']}>
            {made.plan.map(({ what, who, by }) => (
              <li key={`${what} ${who}`}>
                {what}
                <small>
                  {who}
                  {by !== null && words.untilDay(dayInWords(by))}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {made.gaps.length > 0 && (
        <section aria-label={words.notKnown}>
          <h3>{words.notKnownAndWouldMatter}</h3>
          <ul className={styles['assessed-plan']}>
            {made.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </section>
      )}
      {(['concern', 'protective'] as const).map((kind) => (
        <Answers key={kind} kind={kind} factors={made.factors.filter((one) => one.kind === kind)} onGo={onGo} />
      ))}
    </Panel>
  )
}

function Answers({
  kind,
  factors,
  onGo,
}: {
  kind: Factor['kind']
  factors: readonly Factor[]
  onGo: (tab: CaseTab, item?: string) => void
}): ReactElement {
  return (
    <section aria-label={kindHeadings[kind]}>
      <h3>{kindHeadings[kind]}</h3>
      <ul className={styles['assessed-answers']}>
        {factors.map(({ id, label, answer, note, citations }) => (
          <li key={id} className={styles[answer]}>
            <span>{label}</span>
            <b>{answerWords[answer]}</b>
            {note !== null && <p className="words">{note}</p>}
            {citations.length > 0 && <FactList facts={citations} onGo={onGo} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
