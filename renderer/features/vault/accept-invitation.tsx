import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import type { FormEvent, ReactElement } from 'react'
import { queries, useCommand } from '../../session/client.ts'
import { lockVault, type VaultInfo } from '../../session/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from './new-passphrase.tsx'
import { words } from './catalogue.ts'
import styles from './gate.module.css'

/** An invited person chooses a passphrase before anything else; with it they get keys that nobody else has seen. */
export function AcceptInvitation({ vault }: { vault: VaultInfo }): ReactElement {
  const accept = useCommand('member.accept')
  const chosen = useNewPassphrase({
    about: [vault.name, vault.member.name],
    autoFocus: true,
    problem: accept.error,
    onEdit: accept.reset,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!chosen.check() || accept.isPending) return
    accept.mutate(
      { passphrase: chosen.passphrase },
      { onSuccess: () => void queries.invalidateQueries({ queryKey: ['app.state'] }) },
    )
  }
  return (
    <main className="gate">
      <form className={clsx(styles['gate-card'], 'form')} onSubmit={submit}>
        <div>
          <p className="quiet">{vault.name}</p>
          <h1>{words.chooseYourPassphrase}</h1>
        </div>
        <p className={styles.lead}>
          {words.youWereInvitedAsFromHere({ name: vault.member.name, roles: vault.member.roles.join(', ') })}
        </p>
        {chosen.fields}
        <Problem problem={accept.error} title={words.theInvitationWasNotAccepted} />
        <div className="actions">
          <Button type="submit" variant="filled" disabled={accept.isPending}>
            {accept.isPending ? words.makingYourKeys : words.acceptTheInvitation}
          </Button>
          <Button onClick={() => void lockVault()}>{words.notNow}</Button>
        </div>
      </form>
    </main>
  )
}
