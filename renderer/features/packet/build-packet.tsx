import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { byTask, ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import styles from './packet.module.css'

/** For whom, and for what. Both are printed on the packet's first page. */
export function BuildPacket({ detail }: { detail: { id: string; number: string } }): ReactElement {
  const vault = useVault()
  const building = useTask('packet.build', detail.id)
  const form = useContractForm('packet.build', {
    kept: `packet ${detail.id}`,
    values: { recipient: '', purpose: '' },
    also: { case: detail.id },
    says: { recipient: 'Say who receives it.', purpose: 'Say why they receive it.' },
    // Whoever builds it shows how it goes, and keeps what was typed for the next.
    action: { ...byTask(building, `Building the packet of ${detail.number}`), problem: null },
    stays: true,
  })
  return (
    <ContractForm
      form={form}
      className={styles['packet-form']}
      does="Build packet"
      failed="The packet was not built"
      says={
        vault && (
          <p className={clsx('quiet', styles['signed-by'])}>
            It is signed in your name, {vault.member.name}, with your own certificate.
          </p>
        )
      }
    >
      <TextInput label="Recipient" placeholder="Name and office" {...form.field('recipient')} />
      <TextInput label="Purpose" placeholder="Why they receive it" {...form.field('purpose')} />
    </ContractForm>
  )
}
