import { Button } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Stood } from '../../shared/contract/fields.ts'
import { InstantField } from './instant-field.tsx'
import { PastBanner } from './past-banner.tsx'
import { fromLocalField } from './time.ts'
import { words } from './catalogue.ts'

interface AsOfBarProps {
  /** The moment that is shown; null while it is on its way, undefined for now. */
  stood: Stood | null | undefined
  onMove: (instant: string) => void
  onLeave: () => void
}

/** Asks for the instant as of which a list is shown, and says which one it is. */
export function AsOfBar({ stood, onMove, onLeave }: AsOfBarProps): ReactElement {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const show = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const instant = fromLocalField(typed)
    if (typeof instant === 'string') onMove(instant)
  }
  return (
    <div className="as-of">
      <form onSubmit={show} aria-label={words.asItStood}>
        <InstantField label={words.asOf} value={typed} onChange={setTyped} tried={tried} />
        <Button type="submit">{words.showAsOfThen}</Button>
        {stood === undefined && <Button onClick={onLeave}>{words.cancel}</Button>}
      </form>
      {stood !== undefined && <PastBanner stood={stood} onLeave={onLeave} />}
    </div>
  )
}
