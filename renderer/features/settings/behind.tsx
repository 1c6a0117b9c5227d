import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { useAsk } from '../../session/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { differences, merged, type Difference } from './compare.ts'
import type { Body } from './typed.ts'
import { partInWords } from './words.ts'
import { words } from './catalogue.ts'
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
    <section className={clsx(styles['settings-older'], styles['settings-behind'])} aria-label={words.savedMeanwhile}>
      <p>
        <b>
          {version - base === 1 ? words.versionWasSavedSince(version) : words.versionsWereSavedSince(version - base)}
        </b>{' '}
        {words.yourTextIsHereUponVersion(base)}
      </p>
      <ul aria-label={words.versionsSavedSince}>
        {versions
          .filter((one) => one.version > base)
          .map((one) => (
            <li key={one.version}>
              {words.versionVersion(one.version)} <b>{one.savedBy}</b>, {one.savedAt && <At at={one.savedAt} full />}, “
              {one.reason}”
            </li>
          ))}
      </ul>
      <Problem problem={unread} title={words.versionCouldNotBeRead(base)} />
      {found.length > 0 && (
        <p>
          {[
            many('theirs') > 0 && words.changedThere(words.parts(many('theirs'))),
            many('mine') > 0 && words.changedByYou(words.parts(many('mine'))),
            many('both') > 0 && words.changedByBoth(words.parts(many('both'))),
          ]
            .filter((part) => part !== false)
            .join(', ')}
          .
        </p>
      )}
      {mine === undefined && <p>{words.yourTextIsNoJsonAt}</p>}
      <div className="actions">
        {found.length > 0 && (
          <>
            <Button variant="filled" onClick={bring}>
              {words.bringTheirChangesIntoMine}
            </Button>
            <Button aria-expanded={compared} onClick={() => setCompared(!compared)}>
              {compared ? words.hideTheComparison : words.compare}
            </Button>
          </>
        )}
        <Button onClick={() => onRebase()}>{words.putMyTextUponVersion(version)}</Button>
      </div>
      {many('both') > 0 && <p className="quiet">{words.whereBothChangedTheSamePart}</p>}
      {compared && found.length > 0 && <Comparison found={found} version={version} />}
    </section>
  )
}

const byWords: Record<Difference['by'], string> = words.byWords

function Comparison({ found, version }: { found: readonly Difference[]; version: number }): ReactElement {
  return (
    <div className={styles['settings-compare']} role="region" aria-label={words.comparison} tabIndex={0}>
      <table className="register">
        <thead>
          <tr>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.changed}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.versionVersion2(version)}</th>
            <th scope="col">{words.yours}</th>
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

const Nothing = (): ReactElement => <span className="quiet">{words.notThere}</span>
