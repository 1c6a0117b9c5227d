import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, type ReactElement } from 'react'
import { showInstant, showSize } from '../../../shared/kernel/show.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { ShortHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At, Occurred } from '../../ui/when.tsx'
import { categoryWords } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

interface SealedReportProps {
  name: string
  path: string
  onLeave: () => void
}

/** One sealed report: what it says, whether its key and its bytes are as they should be, and the way into the queue. */
export function SealedReport({ name, path, onLeave }: SealedReportProps): ReactElement {
  const navigate = useNavigate()
  const opening = useTask('form.open', path)
  const filing = useTask('form.import', path)
  const { run, task } = opening
  useEffect(() => {
    if (task === undefined) void run({ file: path }, words.openingName(name))
  }, [task, run, path, name])
  const opened = opening.result
  const filed = filing.result?.filed[0]
  const refused = filing.result?.refused[0]
  const leave = (): void => {
    opening.dismiss()
    filing.dismiss()
    onLeave()
  }
  const number = filed?.report ?? opened?.filedAs
  return (
    <article className={styles['sealed-report']} aria-label={name}>
      <header>
        <h3>{opened ? opened.form.title : name}</h3>
        <Button variant="subtle" onClick={leave} aria-label={words.putAside(name)}>
          {words.putAside2}
        </Button>
      </header>
      <TaskProgress task={opening.task} />
      {opening.task?.state === 'failed' && (
        <Problem problem={opening.task.failure} title={words.wasNotOpened(name)} onRetry={opening.dismiss} />
      )}
      {opened && <Contents sealed={opened} name={name} />}
      <TaskProgress task={filing.task} />
      {filing.task?.state === 'failed' && (
        <Problem problem={filing.task.failure} title={words.theReportWasNotFiled} onDismiss={filing.dismiss} />
      )}
      {refused && (
        <Problem
          problem={{ code: 'INVALID_INPUT', message: refused.message, next: refused.next }}
          title={words.theReportWasNotFiled}
          onDismiss={filing.dismiss}
        />
      )}
      {filed && (
        <p className="good-news" role="status">
          {words.filedAsWith({ report: filed.report, exhibits: words.exhibits(filed.exhibits) })}
        </p>
      )}
      {opened && number !== null && number !== undefined && (
        <div className="actions">
          {!filed && <p>{words.filedAsAlready(number)}</p>}
          <Button onClick={() => void navigate({ to: '/queue', search: { report: number } })}>
            {words.openNumber(number)}
          </Button>
        </div>
      )}
      {opened && opened.filedAs === null && !filed && (
        <div className="actions">
          <Act
            needs="report.write"
            variant="filled"
            disabled={filing.running}
            onClick={() => void filing.run({ files: [path] }, words.filingName(name))}
          >
            {words.fileTheReport}
          </Act>
        </div>
      )}
    </article>
  )
}

function Contents({ sealed, name }: { sealed: Output<'form.open'>; name: string }): ReactElement {
  const { reporter, key, otherSaves, attachments } = sealed
  return (
    <>
      {sealed.immediateDanger && <p className="late">{words.immediateDangerWasReported}</p>}
      <blockquote className="verbatim" tabIndex={0} role="region" aria-label={words.narrativeOf(name)} dir="auto">
        {sealed.narrative}
      </blockquote>
      <Facts>
        <Fact term={words.category}>{categoryWords[sealed.category]}</Fact>
        <Fact term={words.reporter}>
          {reporter === null ? words.notNamed : plainly(reporter.name)}
          {reporter?.contact && <small>{plainly(reporter.contact)}</small>}
        </Fact>
        <Fact term={words.happened}>
          <Occurred when={sealed.occurredAt} />
        </Fact>
        <Fact term={words.where}>{sealed.place ?? <span className="quiet">{words.notSaid}</span>}</Fact>
        {sealed.answers.map(({ label, text }) => (
          <Fact key={label} term={label}>
            {text}
          </Fact>
        ))}
        <Fact term={words.attachments}>
          {attachments.length === 0 && words.none}
          {attachments.map((one) => (
            <span key={`${one.name} ${one.sha256}`} className={styles.attachment}>
              {plainly(one.name)} <small>{showSize(one.size)}</small> <ShortHash hash={one.sha256} />
            </span>
          ))}
        </Fact>
        <Fact term={words.saved}>
          {showInstant(sealed.savedAt)}
          <small>{words.byTheClockOfTheReporters(sealed.zone)}</small>
        </Fact>
        <Fact term={words.sealedTo}>
          {key.retiredAt === null ? (
            words.theKeyOfTodaysForms
          ) : (
            <span className="late">
              {words.aKeyThatWasRetired} <At at={key.retiredAt} />
            </span>
          )}
        </Fact>
        {otherSaves.length > 0 && (
          <Fact term={words.savedBefore}>{words.theSameReportWasFiledAs(otherSaves.join(', '))}</Fact>
        )}
        {!sealed.form.known && <Fact term={words.form}>{words.thisVaultHasNoFormOf(sealed.form.key)}</Fact>}
      </Facts>
    </>
  )
}
