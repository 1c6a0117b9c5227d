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
import { categoryWords, plural } from '../../ui/words.ts'
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
    if (task === undefined) void run({ file: path }, `Opening ${name}`)
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
        <Button variant="subtle" onClick={leave} aria-label={`Put aside ${name}`}>
          Put aside
        </Button>
      </header>
      <TaskProgress task={opening.task} />
      {opening.task?.state === 'failed' && (
        <Problem problem={opening.task.failure} title={`${name} was not opened`} onRetry={opening.dismiss} />
      )}
      {opened && <Contents sealed={opened} name={name} />}
      <TaskProgress task={filing.task} />
      {filing.task?.state === 'failed' && (
        <Problem problem={filing.task.failure} title="The report was not filed" onDismiss={filing.dismiss} />
      )}
      {refused && (
        <Problem
          problem={{ code: 'INVALID_INPUT', message: refused.message, next: refused.next }}
          title="The report was not filed"
          onDismiss={filing.dismiss}
        />
      )}
      {filed && (
        <p className="good-news" role="status">
          Filed as {filed.report} with {plural(filed.exhibits, 'exhibit')}.
        </p>
      )}
      {opened && number !== null && number !== undefined && (
        <div className="actions">
          {!filed && <p>Filed as {number} already.</p>}
          <Button onClick={() => void navigate({ to: '/queue', search: { report: number } })}>Open {number}</Button>
        </div>
      )}
      {opened && opened.filedAs === null && !filed && (
        <div className="actions">
          <Act
            needs="report.write"
            variant="filled"
            disabled={filing.running}
            onClick={() => void filing.run({ files: [path] }, `Filing ${name}`)}
          >
            File the report
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
      {sealed.immediateDanger && <p className="late">Immediate danger was reported.</p>}
      <blockquote className="verbatim" tabIndex={0} role="region" aria-label={`Narrative of ${name}`} dir="auto">
        {sealed.narrative}
      </blockquote>
      <Facts>
        <Fact term="Category">{categoryWords[sealed.category]}</Fact>
        <Fact term="Reporter">
          {reporter === null ? 'not named' : plainly(reporter.name)}
          {reporter?.contact && <small>{plainly(reporter.contact)}</small>}
        </Fact>
        <Fact term="Happened">
          <Occurred when={sealed.occurredAt} />
        </Fact>
        <Fact term="Where">{sealed.place ?? <span className="quiet">not said</span>}</Fact>
        {sealed.answers.map(({ label, text }) => (
          <Fact key={label} term={label}>
            {text}
          </Fact>
        ))}
        <Fact term="Attachments">
          {attachments.length === 0 && 'none'}
          {attachments.map((one) => (
            <span key={`${one.name} ${one.sha256}`} className={styles.attachment}>
              {plainly(one.name)} <small>{showSize(one.size)}</small> <ShortHash hash={one.sha256} />
            </span>
          ))}
        </Fact>
        <Fact term="Saved">
          {showInstant(sealed.savedAt)}
          <small>by the clock of the reporter’s device ({sealed.zone})</small>
        </Fact>
        <Fact term="Sealed to">
          {key.retiredAt === null ? (
            'the key of today’s forms'
          ) : (
            <span className="late">
              a key that was retired <At at={key.retiredAt} />
            </span>
          )}
        </Fact>
        {otherSaves.length > 0 && (
          <Fact term="Saved before">The same report was filed as {otherSaves.join(', ')}.</Fact>
        )}
        {!sealed.form.known && <Fact term="Form">This vault has no form “{sealed.form.key}” of that version.</Fact>}
      </Facts>
    </>
  )
}
