import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { useKeys } from '../../app/keys.ts'
import { Act } from '../../app/may.tsx'

interface SaveReasonProps {
  what: 'save' | 'back'
  /** The number that the version will have. */
  next: number
  dropsDraft: boolean
  pending: boolean
  /** What is typed cannot be used yet. */
  blocked: boolean
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Asks why a version is made, before it is. */
export function SaveReason(props: SaveReasonProps): ReactElement {
  const { what, next, dropsDraft, pending, blocked, onSubmit, onClose } = props
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = (): void => {
    setTried(true)
    if (reason.trim() === '' || blocked || pending) return
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
      className="settings-reason"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        ref={input}
        label={what === 'save' ? `Reason for version ${next}` : 'Reason to put it back as it came'}
        description={
          what === 'back'
            ? `The product’s own text becomes version ${next}; the versions before stay.${dropsDraft ? ' Your draft is let go.' : ''}`
            : undefined
        }
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={error}
      />
      <div className="actions">
        <Act needs="settings.write" type="submit" variant="filled" disabled={pending}>
          {what === 'save' ? `Save version ${next}` : 'Put it back'}
        </Act>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
