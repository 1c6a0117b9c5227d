import { Button, Modal, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'

interface SupersedeProps {
  /** What the restore would leave behind, in words. */
  found: Failure
  onKeep: () => void
  onSupersede: (reason: string) => void
}

/** Asks whether a backup is meant to supersede a newer state of its vault, and why. Nothing was restored yet. */
export function Supersede({ found, onKeep, onSupersede }: SupersedeProps): ReactElement {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!missing) onSupersede(reason.trim())
  }
  return (
    <Modal
      opened
      onClose={onKeep}
      title="A newer state of this vault is known"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="form" onSubmit={submit}>
        <p>{found.message}</p>
        <p className="quiet">
          Restore a newer backup if there is one. If this one is meant to supersede the newer state, say why: what is
          left behind and your reason go on record, and a vault that lies at the place is moved aside, not deleted.
        </p>
        <Textarea
          label="Reason to supersede the newer state"
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing && 'Say why.'}
        />
        <div className="actions">
          <Button type="submit" variant="filled">
            Restore and supersede it
          </Button>
          <Button onClick={onKeep}>Restore nothing</Button>
        </div>
      </form>
    </Modal>
  )
}
