import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../session/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import { differences, merged, type Difference } from './compare.ts'
import type { Body } from './typed.ts'
import { partInWords } from './words.ts'
import styles from './settings.module.css'

interface BehindProps {
  detail: TemplateDetail
  /** The version upon which the draft was begun. */
  base: number
  /** The draft; undefined while it is no JSON. */
  mine: Body | undefined
  /** Goes on from the newest version: with this text, or with the draft as it is. */
  onRebase: (text?: string) => void
}

/** Somebody saved a version while a draft was at work: who, why and what, beside what the draft changes; the choice is the draft's owner's. */
export function Behind({ detail, base, mine, onRebase }: BehindProps): ReactElement {
  const { kind, key, version, body: theirs, versions } = detail
  const begun = useAsk('template.get', { kind, key, version: base })
  const [compared, setCompared] = useState(false)
  // Upon version 0 of one that nobody brought there is nothing to compare with: both began it.
  const unread = begun.error && begun.error.code !== 'NOT_FOUND' ? begun.error : null
  const ready = begun.data !== undefined || begun.error?.code === 'NOT_FOUND'
  const three = { before: begun.data?.body, theirs, mine }
  const found = ready && mine !== undefined ? differences(three) : []
  const many = (by: Difference['by']): number => found.filter((one) => one.by === by).length
  const bring = (): void => {
    const both = merged(three)
    if (both !== undefined) onRebase(JSON.stringify(both, null, 2))
  }
  return (
    <section className={clsx(styles['settings-older'], styles['settings-behind'])} aria-label="Saved meanwhile">
      <p>
        <b>
          {version - base === 1
            ? `Version ${version} was saved since.`
            : `${version - base} versions were saved since.`}
        </b>{' '}
        Your text is here, upon version {base}. Nothing of either is lost.
      </p>
      <ul aria-label="Versions saved since">
        {versions
          .filter((one) => one.version > base)
          .map((one) => (
            <li key={one.version}>
              Version {one.version}: <b>{one.savedBy}</b>, {one.savedAt && <At at={one.savedAt} full />}, “{one.reason}”
            </li>
          ))}
      </ul>
      <Problem problem={unread} title={`Version ${base} could not be read`} />
      {found.length > 0 && (
        <p>
          {[
            many('theirs') > 0 && `${plural(many('theirs'), 'part')} changed there`,
            many('mine') > 0 && `${plural(many('mine'), 'part')} changed by you`,
            many('both') > 0 && `${plural(many('both'), 'part')} changed by both`,
          ]
            .filter((part) => part !== false)
            .join(', ')}
          .
        </p>
      )}
      {mine === undefined && <p>Your text is no JSON at the moment, so it cannot be compared: correct it first.</p>}
      <div className="actions">
        {found.length > 0 && (
          <>
            <Button variant="filled" onClick={bring}>
              Bring their changes into mine
            </Button>
            <Button aria-expanded={compared} onClick={() => setCompared(!compared)}>
              {compared ? 'Hide the comparison' : 'Compare'}
            </Button>
          </>
        )}
        <Button onClick={() => onRebase()}>Put my text upon version {version}</Button>
      </div>
      {many('both') > 0 && (
        <p className="quiet">Where both changed the same part, yours stays when theirs are brought in.</p>
      )}
      {compared && found.length > 0 && <Comparison found={found} version={version} />}
    </section>
  )
}

const byWords: Record<Difference['by'], string> = { theirs: 'there', mine: 'by you', both: 'by both' }

function Comparison({ found, version }: { found: readonly Difference[]; version: number }): ReactElement {
  return (
    <div className={styles['settings-compare']} role="region" aria-label="Comparison" tabIndex={0}>
      <table className="register">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Changed</th>
            <th scope="col">Before</th>
            <th scope="col">Version {version}</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ what, before, theirs, mine, by }) => (
            <tr key={what.join('/')}>
              <th scope="row">{what.map(partInWords).join(', ').replaceAll(', “', ' “')}</th>
              <td>{by === 'both' ? <b className="late">{byWords[by]}</b> : byWords[by]}</td>
              <td>{before ?? <Nothing />}</td>
              <td className={by === 'mine' ? 'quiet' : undefined}>{theirs ?? <Nothing />}</td>
              <td className={by === 'theirs' ? 'quiet' : undefined}>{mine ?? <Nothing />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Nothing = (): ReactElement => <span className="quiet">not there</span>
