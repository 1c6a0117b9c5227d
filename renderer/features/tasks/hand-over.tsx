import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useMay } from '../../session/may.tsx'
import { useVault } from '../../session/session.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

/** Hands over everything that a member has, after showing what that is. */
export function HandOver({ onDone }: { onDone: () => void }): ReactElement {
  const own = useVault()?.member.id ?? null
  const others = useMay('case.approve').granted
  const form = useContractForm('work.handOver', {
    values: { from: own, to: null as string | null, note: '' },
    says: { to: 'Say who takes over.', note: words.sayWhatTheOtherHasTo },
    onDone,
  })
  const { from } = form.values
  const held = useAsk('work.held', { member: from ?? undefined }, { keep: true })
  const items = held.data?.items ?? []
  return (
    <FormPanel
      form={form}
      title={words.handOver}
      kicker={words.everythingInOneAct}
      failed={words.nothingWasHandedOver}
      disabled={items.length === 0}
      says={words.theNoteIsWrittenIntoThe}
      onClose={onDone}
    >
      {others && <MemberChoice label={words.from} may="work" {...form.field('from')} />}
      <MemberChoice label={words.to} may="work" but={[from]} {...form.field('to')} />
      <Textarea
        label={words.note}
        placeholder={words.whatTheOtherHasToKnow}
        autosize
        minRows={3}
        {...form.field('note')}
      />
      <h3>{items.length === 0 ? words.nothingIsTheirs : words.whatPasses}</h3>
      <ul className={styles['playbook-adds']}>
        {items.map(({ noun, ref, title }) => (
          <li key={`${noun} ${ref}`}>
            {title}{' '}
            <small>
              {noun} {ref}
            </small>
          </li>
        ))}
      </ul>
      <Problem problem={held.error} title={words.nothingWasHandedOver} />
    </FormPanel>
  )
}
