import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { baseName, plainly } from '../../ui/name.ts'
import { plural } from '../../ui/words.ts'

const most = 100

/** What was filed, with the way to it, and what was not, with the reason. */
export function ImportResult({
  taken,
  onDismiss,
}: {
  taken: Output<'import.take'>
  onDismiss: () => void
}): ReactElement {
  const { filed, refused, rejected, skipped } = taken
  return (
    <section className="import-result" aria-label="Result of the import">
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
        {filed.slice(0, most).map(({ report, exhibits, file, index }) => (
          <li key={`${file} ${index}`}>
            <Link to="/queue" search={{ report }}>
              {report}
            </Link>{' '}
            {plainly(baseName(file))}
            {exhibits.length > 0 && <small className="quiet"> {plural(exhibits.length, 'exhibit')}</small>}
          </li>
        ))}
        {filed.length > most && <li className="quiet">and {filed.length - most} more, in the queue</li>}
        {refused.map(({ file, index, reason, next }) => (
          <li key={`refused ${file} ${index ?? ''}`} className="import-refused">
            {plainly(baseName(file))}: {reason} <span className="quiet">{next}</span>
          </li>
        ))}
        {skipped.map(({ file, rows }) => (
          <li key={`skipped ${file}`} className="quiet">
            {plainly(baseName(file))}: {plural(rows, 'row')} passed over; from this very file{' '}
            {rows === 1 ? 'it' : 'they'} came in before
          </li>
        ))}
        {rejected.slice(0, most).map(({ file, line, reason }) => (
          <li key={`rejected ${file} ${line}`} className="import-refused">
            {plainly(baseName(file))}, line {line}: {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
