import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

/** What a reason is asked for: a new version, the product's own text again, out of use, or into use again. */
export type Asking = 'save' | 'back' | 'retire' | 'return'

interface SaveReasonProps {
  what: Asking
  /** The number that the version will have. */
  next: number
  dropsDraft: boolean
  pending: boolean
  /** What is typed cannot be used yet. */
  blocked: boolean
  onBlocked: () => void
  onSubmit: (reason: string) => void
  onClose: () => void
}

const wordsFor = (what: Asking, next: number): { label: string; does: string; says?: string } =>
  ({
    save: { label: words.reasonForVersion(next), does: words.saveVersion(next) },
    back: {
      label: words.reasonToPutItBackAs,
      does: words.putItBack,
      says: words.theProductsOwnTextBecomesVersion(next),
    },
    retire: {
      label: words.reasonToRetireIt,
      does: words.retireIt,
      says: words.nothingNewGoesByItWhat,
    },
    return: {
      label: words.reasonToBringItBack,
      does: words.bringItBack,
      says: words.itBecomesVersionAsItWas(next),
    },
  })[what]

/** Asks why a version is made, before it is. */
export function SaveReason(props: SaveReasonProps): ReactElement {
  const { what, next, dropsDraft, pending, blocked, onBlocked, onSubmit, onClose } = props
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const { label, does, says } = wordsFor(what, next)
  const submit = (): void => {
    setTried(true)
    if (blocked) return onBlocked()
    if (reason.trim() === '' || pending) return
    onSubmit(reason.trim())
  }
  useKeys(words.reason, [
    { key: 'Mod+s', says: words.save, run: submit },
    { key: 'Escape', says: words.closeWithoutSaving, run: onClose },
  ])
  const error = !tried
    ? undefined
    : blocked
      ? words.itCannotBeUsedLikeThis2
      : reason.trim() === '' && words.sayWhyWhoeverMeetsTheChange
  return (
    <form
      className={styles['settings-reason']}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        ref={input}
        label={label}
        description={says && `${says}${dropsDraft ? ` ${words.yourDraftIsLetGo}` : ''}`}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={error}
      />
      <div className="actions">
        <Act needs="settings.write" type="submit" variant="filled" disabled={pending}>
          {does}
        </Act>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </form>
  )
}
