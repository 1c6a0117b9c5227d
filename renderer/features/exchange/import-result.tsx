import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { baseName, plainly } from '../../ui/name.ts'
import { RowCauses } from './row-causes.tsx'
import { words } from './catalogue.ts'
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
    <section className={styles['import-result']} aria-label={words.resultOfTheImport}>
      <header>
        <h2>
          <span role="status">
            {words.filedReports(words.reports(filed.length))}
            {refused.length + rejected.length > 0 && words.refusedValue(refused.length + rejected.length)}
          </span>
        </h2>
        <Button variant="subtle" onClick={onDismiss}>
          {words.dismiss}
        </Button>
      </header>
      <ul>
        {filed.slice(0, most).map(({ report, exhibits, same, file, index }) => (
          <li key={`${file} ${index}`}>
            <Link to="/queue" search={{ report }}>
              {report}
            </Link>{' '}
            {plainly(baseName(file))}
            {exhibits.length > 0 && <small className="quiet"> {words.exhibits(exhibits.length)}</small>}
            {same.map(({ exhibit, as }) => (
              <small key={exhibit}> {words.hasTheSameBytesAs({ exhibit, as: as.join(', ') })}</small>
            ))}
          </li>
        ))}
        {filed.length > most && <li className="quiet">{words.andMoreInTheQueue(filed.length - most)}</li>}
        {refused.map(({ file, index, reason, next }) => (
          <li key={`refused ${file} ${index ?? ''}`} className={styles['import-refused']}>
            {plainly(baseName(file))}: {reason} <span className="quiet">{next}</span>
          </li>
        ))}
        {skipped.map(({ file, rows }) => (
          <li key={`skipped ${file}`} className="quiet">
            {words.passedOverFromThisVeryFile({
              plainly: plainly(baseName(file)),
              rows: words.rows(rows),
              value: rows === 1 ? words.it : words.they,
            })}
          </li>
        ))}
        {tables.flatMap(({ file, causes, remarks, problems: found }) => [
          ...found.map((problem) => (
            <li key={`problem ${file} ${problem}`}>
              {plainly(baseName(file))}: {plainly(problem)}
            </li>
          )),
          <RowCauses key={`refused ${file}`} name={baseName(file)} of={causes} are={words.refused} refused />,
          <RowCauses key={`remarks ${file}`} name={baseName(file)} of={remarks} are={words.filed} />,
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
