import { Button, Radio, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { Role } from '../../../shared/contract/permissions.ts'
import { useCommand } from '../../app/client.ts'
import { Act } from '../../app/may.tsx'
import { CopiedNote } from '../../app/secret-copies.tsx'
import { useVault } from '../../app/session.ts'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from '../vault/new-passphrase.tsx'
import { RoleBoxes } from './role-boxes.tsx'

type Way = 'invite' | 'here'

/** Adds a member: with words to hand over, or with a passphrase that the person chooses at this keyboard. */
export function AddMember({ onDone }: { onDone: () => void }): ReactElement {
  const vault = useVault()
  const [name, setName] = useState('')
  const [held, setHeld] = useState<Role[]>([])
  const [way, setWay] = useState<Way>('invite')
  const [tried, setTried] = useState(false)
  const [added, setAdded] = useState<Output<'member.add'>>()
  const add = useCommand('member.add')
  const chosen = useNewPassphrase({
    about: [vault?.name ?? '', name],
    label: 'Their passphrase',
    problem: add.error,
    onEdit: add.reset,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const ready = way === 'invite' || chosen.check()
    if (!ready || name.trim() === '' || held.length === 0 || add.isPending) return
    const given = { name: name.trim(), roles: held }
    add.mutate(way === 'here' ? { ...given, passphrase: chosen.passphrase } : given, {
      onSuccess: (made) => {
        chosen.clear()
        setAdded(made)
        // The command's own memory of its answer would outlive the words.
        add.reset()
      },
    })
  }
  if (added) return <Added added={added} onDone={onDone} />
  return (
    <Panel title="Add a member" onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <TextInput
          label="Name"
          description="Every entry they make will carry it."
          value={name}
          maxLength={200}
          error={tried && name.trim() === '' && 'Give the name that entries will carry.'}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleBoxes
          held={held}
          onChange={setHeld}
          error={tried && held.length === 0 ? 'Choose at least one role.' : undefined}
        />
        <Radio.Group label="How they come in" value={way} onChange={setWay}>
          <div className="role-boxes">
            <Radio
              value="invite"
              label="With an invitation"
              description="Twelve words, shown once, that you hand over. With them they choose a passphrase of their own."
            />
            <Radio
              value="here"
              label="They sit here"
              description="They choose a passphrase now, at this keyboard, while you look away."
            />
          </div>
        </Radio.Group>
        {way === 'here' && chosen.fields}
        <Problem problem={add.error} title="Nobody was added" />
        <div className="actions">
          <Act needs="member.manage" type="submit" variant="filled" disabled={add.isPending}>
            {way === 'invite' ? 'Make the invitation' : 'Add the member'}
          </Act>
        </div>
      </form>
    </Panel>
  )
}

function Added({ added, onDone }: { added: Output<'member.add'>; onDone: () => void }): ReactElement {
  if (added.invitation === null) {
    return (
      <Panel title="Member added" onClose={onDone}>
        <p role="status">{added.name} opens the vault with the passphrase just chosen.</p>
      </Panel>
    )
  }
  return (
    <Panel title={`Invitation for ${added.name}`}>
      <p role="status">Hand these words over by another way than the vault. They are shown this once.</p>
      <ol className="invitation" aria-label="Words of the invitation" data-secret>
        {added.invitation.split(' ').map((word, index) => (
          // oxlint-disable-next-line no-array-index-key -- a word may come twice; its place is what it is
          <li key={index}>
            <b className="mono">{word}</b>
          </li>
        ))}
      </ol>
      <p className="quiet">
        They open the vault in the place of a passphrase. The first thing asked for is a passphrase of their own; then
        the words open it no more.
      </p>
      <CopiedNote />
      <div className="actions">
        <Button variant="filled" onClick={onDone}>
          I have them: close
        </Button>
      </div>
    </Panel>
  )
}
