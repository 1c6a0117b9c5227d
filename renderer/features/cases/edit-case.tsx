import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { CasePeopleFields, FollowUpField } from '../../ui/case-people.tsx'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { SeverityChoice } from '../../ui/severity.tsx'
import { instantOrNull, toLocalField } from '../../ui/time.ts'
import { categoryWords, optionsOf, statusWords } from '../../ui/words.ts'
import type { CaseDetail } from '../manifest.ts'
import { words } from './catalogue.ts'

const formOf = (detail: CaseDetail) => ({
  title: detail.title,
  category: detail.category,
  playbook: true,
  status: detail.status === 'destroyed' || detail.status === 'closed' ? 'open' : detail.status,
  owner: detail.ownerMember,
  approver: detail.approver?.id ?? null,
  team: detail.team.map(({ id }) => id),
  due: detail.followUpDue === null ? '' : toLocalField(new Date(detail.followUpDue)),
  level: detail.severity?.level ?? null,
  severityReason: detail.severity?.reason ?? '',
  reason: '',
})

const { destroyed: _, closed: _closed, ...workingStatuses } = statusWords

/** Changes of the case's own facts. Old and new values stay in the record. */
export function EditCase({ detail, onDone }: { detail: CaseDetail; onDone: () => void }): ReactElement {
  const before = formOf(detail)
  const playbooks = useAsk('template.list', { kind: 'playbook' }).data?.items ?? []
  // Some categories have no playbook.
  const isBrought = (category: string): boolean => playbooks.some(({ key }) => key === category)
  const form = useContractForm('case.change', {
    kept: `edit ${detail.id}`,
    values: before,
    input: (now) => {
      const changed = (field: keyof typeof now): boolean => String(now[field]) !== String(before[field])
      const plain = (['title', 'category', 'status', 'owner', 'approver', 'team'] as const).filter(changed)
      const input = {
        ...Object.fromEntries(plain.map((field) => [field, now[field]])),
        ...(changed('category') && now.playbook && isBrought(now.category) ? { playbook: now.category } : {}),
        ...(changed('due') ? { followUpDue: instantOrNull(now.due) } : {}),
        ...(now.level !== null && (changed('level') || changed('severityReason'))
          ? { severity: { level: now.level, reason: now.severityReason } }
          : {}),
      }
      return Object.keys(input).length === 0 ? null : { case: detail.id, ...input, reason: orNothing(now.reason) }
    },
    needed: ({ level }) => ['owner', ...(level === null ? [] : (['severityReason'] as const))],
    says: { title: words.giveTheCaseATitle, severityReason: words.sayWhatTheSeverityRestsOn },
    onDone,
  })
  const { category, level } = form.values
  return (
    <FormPanel
      form={form}
      title={words.editCase}
      kicker={detail.number}
      does={words.saveChanges}
      failed={words.theCaseWasNotChanged}
      says={words.theOldValuesStayInThe}
      onClose={onDone}
    >
      <TextInput label={words.title} {...form.field('title')} />
      <NativeSelect label={words.category} data={optionsOf(categoryWords)} {...form.field('category')} />
      {category !== before.category && isBrought(category) && (
        <Checkbox
          label={words.applyThePlaybook(categoryWords[category])}
          description={words.addsTheTasksThatTheCase}
          {...form.box('playbook')}
        />
      )}
      <NativeSelect label={words.status} data={optionsOf(workingStatuses)} {...form.field('status')} />
      <CasePeopleFields
        value={form.values}
        onChange={form.set}
        tried={form.tried}
        ofOwner={detail.ownerMember === null ? words.onRecordSoFarIsNot(detail.owner) : undefined}
      />
      <FollowUpField value={form.values} onChange={form.set} tried={form.tried} />
      <SeverityChoice value={level} onChange={(next) => form.set({ level: next })} />
      <TextInput
        label={words.reasonForTheSeverity}
        {...form.field('severityReason')}
        maxLength={limitOf('case.change', 'severity.reason')}
      />
      <TextInput label={words.whyItChanges} {...form.field('reason')} />
    </FormPanel>
  )
}
