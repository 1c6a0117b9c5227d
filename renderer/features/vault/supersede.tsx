import { Button, Modal, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { words } from './catalogue.ts'

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
      title={words.aNewerStateOfThisVault}
      size="lg"
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form className="form" onSubmit={submit}>
        <p>{found.message}</p>
        <p className="quiet">{words.restoreANewerBackupIfThere}</p>
        <Textarea
          label={words.reasonToSupersedeTheNewerState}
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing && words.sayWhy}
        />
        <div className="actions">
          <Button type="submit" variant="filled">
            {words.restoreAndSupersedeIt}
          </Button>
          <Button onClick={onKeep}>{words.restoreNothing}</Button>
        </div>
      </form>
    </Modal>
  )
}
