import type { ReactElement } from 'react'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import { useKept } from '../../../session/kept.ts'
import { Act } from '../../../session/may.tsx'
import { useTask, type TaskHandle } from '../../../session/tasks.ts'
import { plainly } from '../../../ui/name.ts'
import { Problem } from '../../../ui/problem.tsx'
import { TaskProgress } from '../../../ui/progress.tsx'
import { categoryWords, count } from '../../../ui/words.ts'
import { RowCauses } from '../row-causes.tsx'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

interface Trying {
  looking: TaskHandle<'import.table'>
  /** The mapping that was tried. */
  tried: ImportMap | null
  run: (map: ImportMap) => void
}

/** Tries the import of a table by a mapping: everything but recording it. */
export function useTry(file: string): Trying {
  const looking = useTask('import.table', `${file} tried`)
  const [tried, setTried] = useKept<ImportMap | null>(`import tried ${file}`, null)
  const run = (map: ImportMap): void => {
    setTried(map)
    void looking.run({ file, map }, words.tryingTheImport)
  }
  return { looking, tried, run }
}

interface TryOutProps {
  trying: Trying
  /** What the form says now; undefined while it cannot be used. */
  map: ImportMap | undefined
}

/** What a mapping would make of the whole table: how many reports, and by cause which rows would be refused. */
export function TryOut({ trying: { looking, tried, run }, map }: TryOutProps): ReactElement | null {
  const { task, result } = looking
  const would = result?.would
  const isOld = tried !== null && JSON.stringify(map) !== JSON.stringify(tried)
  return (
    <>
      <TaskProgress task={task} />
      {task?.state === 'failed' && (
        <Problem
          problem={task.failure}
          title={words.theImportCouldNotBeTried}
          {...(map ? { onRetry: () => run(map) } : {})}
        />
      )}
      {would && (
        <section className={styles['import-tried']} aria-label={words.whatWouldBeFiled}>
          <h3>
            <span role="status">
              {words.wouldBeFiledRefusedPassedOver({
                reports: words.reports(would.file),
                refuse: count(would.refuse),
                passOver: count(would.passOver),
              })}
            </span>
          </h3>
          {isOld && (
            <p className="late">
              {words.thisWasByOtherChoicesThan}{' '}
              {map && (
                <Act needs="report.write" variant="subtle" onClick={() => run(map)}>
                  {words.tryItAgain}
                </Act>
              )}
            </p>
          )}
          {would.causes.length + would.remarks.length > 0 && (
            <ul>
              <RowCauses of={would.causes} are={words.wouldBeRefused} refused />
              <RowCauses of={would.remarks} are={words.wouldBeFiled} />
            </ul>
          )}
          {would.first.length > 0 && (
            <details>
              <summary>{words.theFirstThatWouldBeFiled}</summary>
              <ul>
                {would.first.map(({ line, report }) => (
                  <li key={line}>
                    <small className="quiet">{words.lineLine(line)}</small> {categoryWords[report.category]}
                    {report.severity && `, ${report.severity.level}`}
                    {report.occurredAt && `, ${report.occurredAt.value}`}
                    {report.place?.name !== undefined && `, ${plainly(report.place.name)}`}:{' '}
                    {plainly(report.narrative.slice(0, 160).toWellFormed())}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      )}
    </>
  )
}
