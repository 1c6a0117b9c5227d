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
import { words as fixed } from '../catalogue.ts'
import styles from '../intake.module.css'

type Notification = Grading['duties'][number]

/** Who must be told because of the grade, by when, and who was. */
export function NotificationsSection({ duties }: { duties: readonly Notification[] }): ReactElement | null {
  const [asked, setAsked] = useState<string | null>(null)
  const first = duties.find(({ state }) => state === 'open')
  useKeys(
    fixed.notifications2,
    [{ key: 'd', says: fixed.recordThatSomebodyWasTold, run: () => setAsked(first?.id ?? null) }],
    first !== undefined,
  )
  if (duties.length === 0) return null
  return (
    <section className="duties" aria-labelledby="notifications-heading">
      <h3 id="notifications-heading">{fixed.notifications2}</h3>
      <ul>
        {duties.map((duty) => (
          <li key={duty.id} className={duty.state}>
            <NotificationLine duty={duty} />
            {duty.state === 'open' &&
              (asked === duty.id ? (
                <Acknowledge duty={duty} onDone={() => setAsked(null)} />
              ) : (
                <Act needs="report.triage" variant="subtle" className="outdent" onClick={() => setAsked(duty.id)}>
                  {fixed.recordThatWasTold(tellInWords(duty.tell))}
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
      <b>{fixed.tellTell(tellInWords(duty.tell))}</b>
      {duty.member && ` (${duty.member})`}: {duty.what}
      <small>
        {acknowledged && (
          <>
            {fixed.wasTold({ told: acknowledged.told, how: howWords[acknowledged.how] })}{' '}
            <At at={acknowledged.toldAt} full />
            {acknowledged.by !== acknowledged.told && fixed.byBy(acknowledged.by)}
            {acknowledged.note && `. ${acknowledged.note}`}
          </>
        )}
        {superseded && fixed.noLongerAskedFor(superseded.why.toLowerCase())}
        {duty.state === 'open' && (
          <span className={late ? 'late' : undefined}>
            {fixed.dueDueAtItsWords({ dueAt: dueAt(duty.due, now), itsWords: words })}
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
    says: { told: fixed.sayWhoWasTold },
    onDone,
  })
  useKeys(fixed.told, [{ key: 'Escape', says: fixed.leaveIt, run: onDone }])
  return (
    <ContractForm
      form={form}
      className={styles.acknowledge}
      does={fixed.recordAcknowledgement}
      plain
      failed={fixed.itWasNotRecorded}
    >
      <NativeSelect label={fixed.how} data-autofocus autoFocus data={optionsOf(howWords)} {...form.field('how')} />
      <MemberChoice
        label={fixed.whoWasTold}
        may={duty.tell === 'approver' || duty.tell === 'owner' ? may[duty.tell] : 'read'}
        {...form.field('told')}
      />
      <TextInput label={fixed.note} placeholder={fixed.whatTheySaid} {...form.field('note')} />
    </ContractForm>
  )
}
