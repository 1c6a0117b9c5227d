import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { Problem } from '../../ui/problem.tsx'

/** The one way on in a vault that is older than, or another than, the head known outside: to say why, for the record. */
export function WorkOn(): ReactElement {
  const accepting = useCommand('ledger.acceptOlder')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '' && !accepting.isPending) accepting.mutate({ reason })
  }
  return (
    <form className="work-on" onSubmit={submit}>
      <TextInput
        label="Reason to work on in this state of the vault"
        placeholder="Why the newer one is not to be had"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && reason.trim() === '' && 'Say why; it goes on record with the head that was known.'}
      />
      {/* What ends the reading alone is the one thing that goes on in it. */}
      <Button type="submit" disabled={accepting.isPending}>
        Work on in this vault
      </Button>
      <Problem problem={accepting.error} />
    </form>
  )
}
