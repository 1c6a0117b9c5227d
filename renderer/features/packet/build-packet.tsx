import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { useVault } from '../../app/session.ts'
import { useTask } from '../../app/tasks.ts'

/** For whom, and for what. Both are printed on the packet's first page. */
export function BuildPacket({ detail }: { detail: { id: string; number: string } }): ReactElement {
  const [form, setForm] = useKept(`packet ${detail.id}`, { recipient: '', purpose: '' })
  const [tried, setTried] = useState(false)
  const vault = useVault()
  const building = useTask('packet.build', detail.id)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.recipient.trim() === '' || form.purpose.trim() === '' || building.running) return
    setTried(false)
    void building.run(
      { case: detail.id, recipient: form.recipient, purpose: form.purpose },
      `Building the packet of ${detail.number}`,
    )
  }
  return (
    <form className="packet-form" onSubmit={submit}>
      <TextInput
        label="Recipient"
        placeholder="Name and office"
        value={form.recipient}
        maxLength={500}
        onChange={(event) => setForm({ ...form, recipient: event.currentTarget.value })}
        error={tried && form.recipient.trim() === '' && 'Say who receives it.'}
      />
      <TextInput
        label="Purpose"
        placeholder="Why they receive it"
        value={form.purpose}
        maxLength={500}
        onChange={(event) => setForm({ ...form, purpose: event.currentTarget.value })}
        error={tried && form.purpose.trim() === '' && 'Say why they receive it.'}
      />
      <div className="actions">
        <Act needs="packet.build" type="submit" variant="filled" disabled={building.running}>
          Build packet
        </Act>
      </div>
      {vault && (
        <p className="quiet signed-by">It is signed in your name, {vault.member.name}, with your own certificate.</p>
      )}
    </form>
  )
}
