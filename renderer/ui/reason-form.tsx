import { TextInput, Textarea } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { FormPanel, useContractForm, type Action } from './contract-form.tsx'
import { words } from './catalogue.ts'

/** Calls that are told why, and maybe on whose authority. */
type Reasoned = { [K in Call]: Input<K> extends { reason: string } | { how: string } ? K : never }[Call]

interface ReasonFormProps<K extends Reasoned> {
  call: K
  /** What the call is told beside them. */
  also: Omit<Input<K>, 'reason' | 'how' | 'authority'>
  /** The field that takes the reason. */
  as?: 'reason' | 'how'
  title: string
  kicker: string
  /** The button's words, and what did not happen when it fails. */
  does: string
  failed: string
  /** What `authority` is asked for; left out: it is not asked. */
  authority?: string
  says: ReactNode
  /** What else is asked, above the reason. */
  children?: ReactNode
  /** Left out: the call is a command. */
  action?: Action<K>
  onDone: (output: Output<K> | null) => void
}

/** Asks why, and on whose authority, before something is recorded. */
export function ReasonForm<K extends Reasoned>(props: ReasonFormProps<K>): ReactElement {
  const { call, also, as = 'reason', title, kicker, does, failed, authority, says, children, action, onDone } = props
  const form = useContractForm(call, {
    kept: `${title} ${kicker}`,
    values: { authority: '', [as]: '' },
    input: ({ authority: by, ...reason }) => ({
      ...also,
      ...reason,
      ...(authority === undefined ? {} : { authority: by }),
    }),
    says: { authority: words.sayWhoOrWhatDemandsIt, [as]: words.sayWhy },
    ...(action ? { action } : {}),
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={title}
      kicker={kicker}
      does={does}
      failed={failed}
      says={<div className="quiet">{says}</div>}
      onClose={() => onDone(null)}
    >
      {authority !== undefined && (
        <TextInput label={words.authority} placeholder={authority} {...form.field('authority')} />
      )}
      {children}
      <Textarea label={words.reason} autosize minRows={3} {...form.field(as)} />
    </FormPanel>
  )
}
