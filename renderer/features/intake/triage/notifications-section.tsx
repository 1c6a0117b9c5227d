import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useKeys } from '../../../session/keys.ts'
import { Act } from '../../../session/may.tsx'
import { useVault } from '../../../session/session.ts'
import { ContractForm, useContractForm } from '../../../ui/contract-form.tsx'
import { MemberChoice } from '../../../ui/member-choice.tsx'
import { useNow } from '../../../ui/now.ts'
import { dueAt, dueInWords } from '../../../ui/time.ts'
import { At } from '../../../ui/when.tsx'
import { optionsOf } from '../../../ui/words.ts'
import { howWords } from './notification-words.ts'
import { tellInWords, type Grading } from './grade-draft.ts'
import styles from '../intake.module.css'

type Notification = Grading['duties'][number]

/** Who must be told because of the grade, by when, and who was. */
export function NotificationsSection({ duties }: { duties: readonly Notification[] }): ReactElement | null {
  const [asked, setAsked] = useState<string | null>(null)
  const first = duties.find(({ state }) => state === 'open')
  useKeys(
    'Notifications',
    [{ key: 'd', says: 'record that somebody was told', run: () => setAsked(first?.id ?? null) }],
    first !== undefined,
  )
  if (duties.length === 0) return null
  return (
    <section className="duties" aria-labelledby="notifications-heading">
      <h3 id="notifications-heading">Notifications</h3>
      <ul>
        {duties.map((duty) => (
          <li key={duty.id} className={duty.state}>
            <NotificationLine duty={duty} />
            {duty.state === 'open' &&
              (asked === duty.id ? (
                <Acknowledge duty={duty} onDone={() => setAsked(null)} />
              ) : (
                <Act needs="report.triage" variant="subtle" className="outdent" onClick={() => setAsked(duty.id)}>
                  Record that {tellInWords(duty.tell)} was told
                </Act>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One notification in words: whom to tell what by when, or who was told. */
export function NotificationLine({ duty }: { duty: Notification }): ReactElement {
  const now = useNow()
  const { late, words } = dueInWords(duty.due, now)
  const { acknowledged, superseded } = duty
  return (
    <p>
      <b>Tell {tellInWords(duty.tell)}</b>
      {duty.member && ` (${duty.member})`}: {duty.what}
      <small>
        {acknowledged && (
          <>
            {acknowledged.told} was told {howWords[acknowledged.how]}, <At at={acknowledged.toldAt} full />
            {acknowledged.by !== acknowledged.told && `, by ${acknowledged.by}`}
            {acknowledged.note && `. ${acknowledged.note}`}
          </>
        )}
        {superseded && `No longer asked for: ${superseded.why.toLowerCase()}.`}
        {duty.state === 'open' && (
          <span className={late ? 'late' : undefined}>
            due {dueAt(duty.due, now)}, {words}
          </span>
        )}
      </small>
    </p>
  )
}

const may = { approver: 'approve', owner: 'work' } as const

/** Who was told, how, and what they said. */
function Acknowledge({ duty, onDone }: { duty: Notification; onDone: () => void }): ReactElement {
  const self = useVault()?.member
  const other = duty.member !== null && duty.member !== self?.name
  const form = useContractForm('notification.acknowledge', {
    kept: `told ${duty.id}`,
    values: { told: other ? null : (self?.id ?? null), how: 'phone', note: '' },
    also: { duty: duty.id },
    needed: () => ['told'],
    says: { told: 'Say who was told.' },
    onDone,
  })
  useKeys('Told', [{ key: 'Escape', says: 'leave it', run: onDone }])
  return (
    <ContractForm
      form={form}
      className={styles.acknowledge}
      does="Record acknowledgement"
      plain
      failed="It was not recorded"
    >
      <NativeSelect label="How" data-autofocus autoFocus data={optionsOf(howWords)} {...form.field('how')} />
      <MemberChoice
        label="Who was told"
        may={duty.tell === 'approver' || duty.tell === 'owner' ? may[duty.tell] : 'read'}
        {...form.field('told')}
      />
      <TextInput label="Note" placeholder="What they said" {...form.field('note')} />
    </ContractForm>
  )
}
