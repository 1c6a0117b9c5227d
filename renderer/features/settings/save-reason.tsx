import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
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
    save: { label: `Reason for version ${next}`, does: `Save version ${next}` },
    back: {
      label: 'Reason to put it back as supplied',
      does: 'Put it back',
      says: `The product’s own text becomes version ${next}; the versions before stay.`,
    },
    retire: {
      label: 'Reason to retire it',
      does: 'Retire it',
      says: 'Nothing new goes by it. What was recorded by it keeps it, and it can be brought back.',
    },
    return: {
      label: 'Reason to bring it back',
      does: 'Bring it back',
      says: `It becomes version ${next}, as it was when it was retired.`,
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
  useKeys('Reason', [
    { key: 'Mod+s', says: 'save', run: submit },
    { key: 'Escape', says: 'close, without saving', run: onClose },
  ])
  const error = !tried
    ? undefined
    : blocked
      ? 'It cannot be used like this yet: see what is wrong below.'
      : reason.trim() === '' && 'Say why. Whoever meets the change later will read it.'
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
        description={says && `${says}${dropsDraft ? ' Your draft is let go.' : ''}`}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={error}
      />
      <div className="actions">
        <Act needs="settings.write" type="submit" variant="filled" disabled={pending}>
          {does}
        </Act>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
