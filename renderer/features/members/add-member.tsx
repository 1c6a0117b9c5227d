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
import { words } from './catalogue.ts'
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
    says: { name: words.giveTheNameThatEntriesWill, roles: words.chooseAtLeastOneRole },
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
    label: words.theirPassphrase,
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
      title={words.addAMember}
      does={way === 'invite' ? words.makeTheInvitation : words.addTheMember}
      failed={words.nobodyWasAdded}
      onClose={onDone}
    >
      <TextInput label={words.name} description={words.everyEntryTheyMakeWillCarry} {...form.field('name')} />
      <RoleBoxes
        held={roles}
        onChange={(next) => form.set({ roles: next })}
        error={form.field('roles').error || undefined}
      />
      <Radio.Group label={words.howTheyComeIn} value={way} onChange={(next) => form.set({ way: next })}>
        <div className={styles['role-boxes']}>
          <Radio value="invite" label={words.withAnInvitation} description={words.twelveWordsShownOnceThatYou} />
          <Radio value="here" label={words.theySitHere} description={words.theyChooseAPassphraseNowAt} />
        </div>
      </Radio.Group>
      {way === 'here' && chosen.fields}
    </FormPanel>
  )
}

function Added({ added, onDone }: { added: Output<'member.add'>; onDone: () => void }): ReactElement {
  if (added.invitation === null) {
    return (
      <Panel title={words.memberAdded} onClose={onDone}>
        <p role="status">{words.opensTheVaultWithThePassphrase(added.name)}</p>
      </Panel>
    )
  }
  return (
    <Panel title={words.invitationFor(added.name)}>
      <p role="status">{words.handTheseWordsOverByAnother}</p>
      <ol className={styles.invitation} aria-label={words.wordsOfTheInvitation} data-secret>
        {added.invitation.split(' ').map((word, index) => (
          // oxlint-disable-next-line no-array-index-key -- a word may come twice; its place is what it is
          <li key={index}>
            <b className="mono">{word}</b>
          </li>
        ))}
      </ol>
      <p className="quiet">{words.theyOpenTheVaultInThe}</p>
      <CopiedNote />
      <div className="actions">
        <Button variant="filled" onClick={onDone}>
          {words.iHaveThemClose}
        </Button>
      </div>
    </Panel>
  )
}
