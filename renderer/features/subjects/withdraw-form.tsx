import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { named, roleWords, type Involvement } from './words.ts'
import { words } from './catalogue.ts'

interface Brief {
  id: string
  number: string
  name: string
}

/** What is taken back: an alias, identifier or photo; an involvement; a merge. */
export type Withdrawing =
  | { what: 'known'; subject: Brief; id: string; name: string }
  | { what: 'involvement'; involvement: Involvement }
  | { what: 'merge'; subject: Brief }

interface Withdrawal {
  title: string
  about: string
  key: string
  says: string
  call: 'subject.withdraw' | 'subject.unmerge' | 'involvement.withdraw'
  also: { subject: string; what?: string } | { involvement: string }
}

function inWords(withdrawing: Withdrawing): Withdrawal {
  if (withdrawing.what === 'known') {
    return {
      title: words.withdraw2,
      about: words.ofNameNamed({ name: withdrawing.name, named: named(withdrawing.subject) }),
      key: withdrawing.id,
      says: words.itStaysOnRecordStruckThrough,
      call: 'subject.withdraw',
      also: { subject: withdrawing.subject.id, what: withdrawing.id },
    }
  }
  if (withdrawing.what === 'merge') {
    return {
      title: words.takeOutAgain,
      about: named(withdrawing.subject),
      key: withdrawing.subject.id,
      says: words.eachRecordThenHasExactlyWhat,
      call: 'subject.unmerge',
      also: { subject: withdrawing.subject.id },
    }
  }
  const { id, subject, role, matter } = withdrawing.involvement
  return {
    title: words.withdrawInvolvement,
    about: words.inNamedRoleNumber({ named: named(subject), role: roleWords[role], number: matter.number }),
    key: id,
    says: words.forWhatWasRecordedInError,
    call: 'involvement.withdraw',
    also: { involvement: id },
  }
}

/** Takes something back with a reason. Nothing is deleted. */
export function WithdrawForm({ withdrawing, onDone }: { withdrawing: Withdrawing; onDone: () => void }): ReactElement {
  const { title, about, key, says, call, also } = inWords(withdrawing)
  const form = useContractForm(call, {
    kept: `withdraw ${key}`,
    values: { reason: '' },
    input: ({ reason }) => ({ ...also, reason }),
    says: { reason: words.sayWhy },
    onDone,
  })
  return (
    <Panel title={title} onClose={onDone} asks>
      <p className="words">{plainly(about)}</p>
      <ContractForm form={form} does={title} failed={words.nothingWasChanged} says={says}>
        <Textarea label={words.reason} autosize minRows={2} {...form.field('reason')} />
      </ContractForm>
    </Panel>
  )
}
