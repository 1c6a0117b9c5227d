import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { Act } from '../../session/may.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import styles from './report-form.module.css'

export type IntakeKey = Output<'form.keys'>['items'][number]

interface KeyListProps {
  keys: readonly IntakeKey[]
  onRotate: () => void
  onDestroy: (key: IntakeKey) => void
}

/** The key that forms are made with now, and those before it, which still open what was sealed to them. */
export function KeyList({ keys, onRotate, onDestroy }: KeyListProps): ReactElement {
  if (keys.length === 0) return <p>The first form makes the key that all forms of this vault encrypt to.</p>
  return (
    <>
      <ul className={styles['intake-keys']}>
        {keys.map((key) => (
          <li key={key.id} className={key.state}>
            <p className={clsx(styles.fingerprint, 'mono')}>{key.fingerprint}</p>
            <p>
              <b>{stateWords[key.state]}</b>
              {' · '}
              {plural(key.reports, 'report')} filed
            </p>
            <p className="quiet">
              Made <At at={key.madeAt} /> by {key.madeBy}
              {key.retiredAt !== null && (
                <>
                  {' · retired '}
                  <At at={key.retiredAt} /> by {key.retiredBy}: {key.retiredReason}
                </>
              )}
              {key.destroyedAt !== null && (
                <>
                  {' · destroyed '}
                  <At at={key.destroyedAt} /> by {key.destroyedBy}: {key.destroyedReason}
                </>
              )}
            </p>
            {key.state === 'retired' && (
              <Act needs="settings.write" variant="subtle" className="outdent" onClick={() => onDestroy(key)}>
                Destroy key
              </Act>
            )}
          </li>
        ))}
      </ul>
      <div className="actions">
        <Act needs="settings.write" onClick={onRotate}>
          Make a new key
        </Act>
      </div>
      <p className="quiet">
        Each form shows these digits. Give them to reporters by another way than the form, so that they can tell it from
        somebody else’s.
      </p>
    </>
  )
}

const stateWords: Record<IntakeKey['state'], string> = {
  current: 'In new forms',
  retired: 'Retired: still opens',
  destroyed: 'Destroyed: opens nothing',
}
