import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { Act } from '../../session/may.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

export type IntakeKey = Output<'form.keys'>['items'][number]

interface KeyListProps {
  keys: readonly IntakeKey[]
  onRotate: () => void
  onDestroy: (key: IntakeKey) => void
}

/** The key that forms are made with now, and those before it, which still open what was sealed to them. */
export function KeyList({ keys, onRotate, onDestroy }: KeyListProps): ReactElement {
  if (keys.length === 0) return <p>{words.theFirstFormMakesTheKey}</p>
  return (
    <>
      <ul className={styles['intake-keys']}>
        {keys.map((key) => (
          <li key={key.id} className={key.state}>
            <p className={clsx(styles.fingerprint, 'mono')}>{key.fingerprint}</p>
            <p>
              <b>{stateWords[key.state]}</b>
              {' · '}
              {words.filedReports(words.reports(key.reports))}
            </p>
            <p className="quiet">
              {words.madeBy({ at: <At at={key.madeAt} />, madeBy: key.madeBy })}
              {key.retiredAt !== null && (
                <>
                  {' '}
                  {words.retiredBy(<At at={key.retiredAt} />)} {key.retiredBy}: {key.retiredReason}
                </>
              )}
              {key.destroyedAt !== null && (
                <>
                  {' '}
                  {words.destroyedBy(<At at={key.destroyedAt} />)} {key.destroyedBy}: {key.destroyedReason}
                </>
              )}
            </p>
            {key.state === 'retired' && (
              <Act needs="settings.write" variant="subtle" className="outdent" onClick={() => onDestroy(key)}>
                {words.destroyKey}
              </Act>
            )}
          </li>
        ))}
      </ul>
      <div className="actions">
        <Act needs="settings.write" onClick={onRotate}>
          {words.makeANewKey}
        </Act>
      </div>
      <p className="quiet">{words.eachFormShowsTheseDigitsGive}</p>
    </>
  )
}

const stateWords: Record<IntakeKey['state'], string> = words.stateWords
