import { useId, type ReactElement } from 'react'
import type { InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import { concernOrder, concernTones, concernWords, type Concern } from './words.ts'
import { words } from './catalogue.ts'
import styles from './assessments.module.css'

interface LevelFieldProps {
  levels: InstrumentTemplate['levels']
  value: Concern | null
  onChange: (level: Concern) => void
  error?: string | undefined
}

/** How much concern there is, each level with what it means for what is done. */
export function LevelField({ levels, value, onChange, error }: LevelFieldProps): ReactElement {
  const name = useId()
  return (
    <fieldset className={styles['concern-levels']}>
      <legend>{words.levelOfConcern}</legend>
      {concernOrder.map((level) => (
        <label key={level} className={concernTones[level]}>
          <input type="radio" name={name} checked={value === level} onChange={() => onChange(level)} />
          <span>
            <b>{concernWords[level]}</b>
            <small>{levels.find((one) => one.level === level)?.says}</small>
          </span>
        </label>
      ))}
      {error !== undefined && <p className="late">{error}</p>}
    </fieldset>
  )
}
