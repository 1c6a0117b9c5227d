import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { baseName, plainly } from '../../ui/name.ts'
import { plural } from '../../ui/words.ts'
import { RowCauses } from './row-causes.tsx'
import styles from './import.module.css'

const most = 100

/** What was filed, with the way to it, and what was not, with the reason. */
export function ImportResult({
  taken,
  onDismiss,
}: {
  taken: Output<'import.take'>
  onDismiss: () => void
}): ReactElement {
  const { filed, refused, rejected, tables, problems, skipped } = taken
  return (
    <section className={styles['import-result']} aria-label="Result of the import">
      <header>
        <h2>
          <span role="status">
            {plural(filed.length, 'report')} filed
            {refused.length + rejected.length > 0 && `, ${refused.length + rejected.length} refused`}
          </span>
        </h2>
        <Button variant="subtle" onClick={onDismiss}>
          Dismiss
        </Button>
      </header>
      <ul>
        {filed.slice(0, most).map(({ report, exhibits, same, file, index }) => (
          <li key={`${file} ${index}`}>
            <Link to="/queue" search={{ report }}>
              {report}
            </Link>{' '}
            {plainly(baseName(file))}
            {exhibits.length > 0 && <small className="quiet"> {plural(exhibits.length, 'exhibit')}</small>}
            {same.map(({ exhibit, as }) => (
              <small key={exhibit}>
                {' '}
                {exhibit} has the same bytes as {as.join(', ')}.
              </small>
            ))}
          </li>
        ))}
        {filed.length > most && <li className="quiet">and {filed.length - most} more, in the queue</li>}
        {refused.map(({ file, index, reason, next }) => (
          <li key={`refused ${file} ${index ?? ''}`} className={styles['import-refused']}>
            {plainly(baseName(file))}: {reason} <span className="quiet">{next}</span>
          </li>
        ))}
        {skipped.map(({ file, rows }) => (
          <li key={`skipped ${file}`} className="quiet">
            {plainly(baseName(file))}: {plural(rows, 'row')} passed over; from this very file{' '}
            {rows === 1 ? 'it' : 'they'} came in before
          </li>
        ))}
        {tables.flatMap(({ file, causes, remarks, problems: found }) => [
          ...found.map((problem) => (
            <li key={`problem ${file} ${problem}`}>
              {plainly(baseName(file))}: {plainly(problem)}
            </li>
          )),
          <RowCauses key={`refused ${file}`} name={baseName(file)} of={causes} are="refused" refused />,
          <RowCauses key={`remarks ${file}`} name={baseName(file)} of={remarks} are="filed" />,
        ])}
        {problems.slice(0, most).map(({ file, index, problem }) => (
          <li key={`problem ${file} ${index ?? ''} ${problem}`} className="quiet">
            {plainly(baseName(file))}: {plainly(problem)}
          </li>
        ))}
      </ul>
    </section>
  )
}
