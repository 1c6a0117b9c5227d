import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { occurredInWords } from '../../ui/time.ts'
import { At, ExactInstant } from '../../ui/when.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { Handling } from '../handling/index.ts'
import { words } from './catalogue.ts'
import { SourceLink } from './source-link.tsx'
import type { Asked, Assertion } from './types.ts'
import styles from './assertions.module.css'

interface AssertionPanelProps {
  assertion: Assertion
  writes: boolean
  onGo: (tab: CaseTab, item?: string) => void
  onAsk: (asked: Asked) => void
  onClose: () => void
}

/** One assertion: who says it and where, what it is about, and what bears on it. */
export function AssertionPanel({ assertion, writes, onGo, onAsk, onClose }: AssertionPanelProps): ReactElement {
  const { says, heardFrom, knowledge, about, elements, links, compound, withdrawn, source } = assertion
  const acts = writes && withdrawn === null
  return (
    <Panel title={assertion.number} kicker={plainly(says.name)} onClose={onClose}>
      <p className="verbatim">{plainly(assertion.text)}</p>
      {withdrawn && (
        <p className="late">
          {words.withdrawnBy({
            by: withdrawn.by,
            at: <At at={withdrawn.at} full />,
            reason: plainly(withdrawn.reason),
          })}
        </p>
      )}
      {acts && compound.length > 0 && (
        <div className={styles.compound}>
          <p>{words.compound}</p>
          <ul className={styles.between}>
            {compound.map((one) => (
              <li key={one}>{plainly(one)}</li>
            ))}
          </ul>
          <div className="actions">
            <Act needs="case.write" onClick={() => onAsk({ what: 'split', assertion })}>
              {words.split}
            </Act>
          </div>
        </div>
      )}
      {acts && (
        <div className="actions">
          <Act needs="case.write" onClick={() => onAsk({ what: 'link', assertion })}>
            {words.setEvidence}
          </Act>
          <Act needs="case.write" onClick={() => onAsk({ what: 'place', assertion })}>
            {words.placeOn}
          </Act>
          <Act needs="case.write" onClick={() => onAsk({ what: 'withdraw', assertion })}>
            {words.withdraw}
          </Act>
        </div>
      )}
      <Handling record={assertion.id} of={assertion.number} />
      <Facts>
        <Fact term={words.source}>
          <SourceLink source={source} onGo={onGo} />
        </Fact>
        <Fact term={words.knowledge}>
          {words.knowledges[knowledge]}
          {heardFrom && <> · {plainly(heardFrom.name)}</>}
        </Fact>
        {about.subject && <Fact term={words.about}>{plainly(about.subject.name)}</Fact>}
        {about.event !== null && (
          <Fact term={words.event}>
            {plainly(about.event)}
            {about.order && <small> {words.order[about.order.relation](plainly(about.order.event))}</small>}
          </Fact>
        )}
        {about.place && (
          <Fact term={words.place}>
            {plainly(about.place.name ?? `${String(about.place.latitude)}, ${String(about.place.longitude)}`)}
          </Fact>
        )}
        {about.from && (
          <Fact term={words.began}>
            {about.until
              ? words.span({ from: occurredInWords(about.from), to: occurredInWords(about.until) })
              : occurredInWords(about.from)}
            {about.corrected && (
              <small className={styles.corrected}>
                {words.corrected({
                  clock: about.clock ?? '',
                  from: <ExactInstant at={about.corrected.from.earliest} />,
                  to: <ExactInstant at={(about.corrected.until ?? about.corrected.from).latest} />,
                })}
              </small>
            )}
          </Fact>
        )}
        {elements.length > 0 && <Fact term={words.elements}>{elements.map(({ number }) => number).join(', ')}</Fact>}
        <Fact term={words.recorded}>
          <At at={assertion.madeAt} full />, {assertion.madeBy}
        </Fact>
      </Facts>
      <section aria-label={words.bearingsOf}>
        <h3>{words.bearingsOf}</h3>
        {links.length === 0 && <p className="quiet">{words.nothingBears}</p>}
        <ul className={styles.list}>
          {links.map((link) => (
            <li key={link.id}>
              <p>
                <b>{words.bearings[link.as]}</b> <SourceLink source={link.evidence} onGo={onGo} />
              </p>
              <p>{plainly(link.reason)}</p>
              <small>
                {link.by}, <At at={link.at} />
              </small>
              {acts && (
                <div className="actions">
                  <Act
                    needs="case.write"
                    size="compact-sm"
                    variant="subtle"
                    onClick={() => onAsk({ what: 'unlink', assertion, link })}
                  >
                    {words.takeOff}
                  </Act>
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
    </Panel>
  )
}
