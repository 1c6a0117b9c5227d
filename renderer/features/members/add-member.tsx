import { Button, Radio, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { Role } from '../../../shared/contract/permissions.ts'
import { useCommand } from '../../session/client.ts'
import { CopiedNote } from '../../session/secret-copies.tsx'
import { useVault } from '../../session/session.ts'
import { byCommand, FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNewPassphrase } from '../vault/index.ts'
import { RoleBoxes } from './role-boxes.tsx'
import styles from './members.module.css'

/** Adds a member: with words to hand over, or with a passphrase that the person chooses at this keyboard. */
export function AddMember({ onDone }: { onDone: () => void }): ReactElement {
  const vault = useVault()
  const [added, setAdded] = useState<Output<'member.add'>>()
  const add = useCommand('member.add')
  const form = useContractForm('member.add', {
    values: { name: '', roles: [] as Role[], way: 'invite' },
    input: ({ name, roles, way }) => ({
      name: name.trim(),
      roles,
      passphrase: way === 'here' ? chosen.passphrase : undefined,
    }),
    says: { name: 'Give the name that entries will carry.', roles: 'Choose at least one role.' },
    action: byCommand(add),
    onDone: (made) => {
      chosen.clear()
      if (made) setAdded(made)
      // The command's own memory of its answer would outlive the words.
      add.reset()
    },
  })
  const { name, roles, way } = form.values
  const chosen = useNewPassphrase({
    about: [vault?.name ?? '', name],
    label: 'Their passphrase',
    problem: add.error,
    onEdit: add.reset,
  })
  const submit: typeof form.submit = (event) => {
    event?.preventDefault()
    if (way === 'invite' || chosen.check()) form.submit()
  }
  if (added) return <Added added={added} onDone={onDone} />
  return (
    <FormPanel
      form={{ ...form, submit }}
      title="Add a member"
      does={way === 'invite' ? 'Make the invitation' : 'Add the member'}
      failed="Nobody was added"
      onClose={onDone}
    >
      <TextInput label="Name" description="Every entry they make will carry it." {...form.field('name')} />
      <RoleBoxes
        held={roles}
        onChange={(next) => form.set({ roles: next })}
        error={form.field('roles').error || undefined}
      />
      <Radio.Group label="How they come in" value={way} onChange={(next) => form.set({ way: next })}>
        <div className={styles['role-boxes']}>
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
    </FormPanel>
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
      <ol className={styles.invitation} aria-label="Words of the invitation" data-secret>
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
