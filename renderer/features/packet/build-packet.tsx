import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { byTask, ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { words } from './catalogue.ts'
import styles from './packet.module.css'

/** For whom, and for what. Both are printed on the packet's first page. */
export function BuildPacket({ detail }: { detail: { id: string; number: string } }): ReactElement {
  const vault = useVault()
  const building = useTask('packet.build', detail.id)
  const form = useContractForm('packet.build', {
    kept: `packet ${detail.id}`,
    values: { recipient: '', purpose: '' },
    also: { case: detail.id },
    says: { recipient: words.sayWhoReceivesIt, purpose: words.sayWhyTheyReceiveIt },
    // Whoever builds it shows how it goes, and keeps what was typed for the next.
    action: { ...byTask(building, words.buildingThePacketOf(detail.number)), problem: null },
    stays: true,
  })
  return (
    <ContractForm
      form={form}
      className={styles['packet-form']}
      does={words.buildPacket}
      failed={words.thePacketWasNotBuilt}
      says={
        vault && <p className={clsx('quiet', styles['signed-by'])}>{words.itIsSignedInYourName(vault.member.name)}</p>
      }
    >
      <TextInput label={words.recipient} placeholder={words.nameAndOffice} {...form.field('recipient')} />
      <TextInput label={words.purpose} placeholder={words.whyTheyReceiveIt} {...form.field('purpose')} />
    </ContractForm>
  )
}
