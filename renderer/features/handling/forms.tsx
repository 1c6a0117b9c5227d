import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { handlings, privilegeBases, type Marking } from '../../../shared/contract/handling.ts'
import { useMay } from '../../session/may.tsx'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { words } from './catalogue.ts'
import styles from './handling.module.css'

/** Replaces the marking of a record. */
export function MarkingForm({ record, marking }: { record: string; marking: Marking | undefined }): ReactElement {
  const form = useContractForm('marking.set', {
    values: { caveat: marking?.caveat ?? '', handling: [...(marking?.handling ?? [])], reason: '' },
    input: ({ caveat, handling, reason }) => ({
      record,
      handling,
      ...(caveat.trim() === '' ? {} : { caveat }),
      ...(reason.trim() === '' ? {} : { reason }),
    }),
  })
  return (
    <ContractForm form={form} does={words.setMarking} failed={words.markingNotSet} label={words.setMarking} plain>
      <TextInput label={words.caveat} placeholder={words.caveatLike} {...form.field('caveat')} />
      <Checkbox.Group
        label={words.protects}
        value={form.values.handling}
        onChange={(handling) => form.set({ handling })}
      >
        <div className={styles.kinds}>
          {handlings.map((one) => (
            <Checkbox key={one} value={one} label={words.kinds[one]} />
          ))}
        </div>
      </Checkbox.Group>
      <TextInput label={words.why} {...form.field('reason')} />
    </ContractForm>
  )
}

/** Claims privilege on a record, or on a place in it. */
export function ClaimForm({ record, places }: { record: string; places: boolean }): ReactElement {
  const form = useContractForm('privilege.mark', {
    values: { basis: 'ac', at: '', reason: '' },
    also: { record },
  })
  return (
    <ContractForm form={form} does={words.claim} failed={words.claimNotMade} label={words.claim} plain>
      <NativeSelect
        label={words.basis}
        data={privilegeBases.map((value) => ({ value, label: words.bases[value] }))}
        {...form.field('basis')}
      />
      {places && <TextInput label={words.place} placeholder={words.placeLike} {...form.field('at')} />}
      <TextInput label={words.reason} {...form.field('reason')} />
    </ContractForm>
  )
}

/** Withdraws a claim, for those who may. */
export function WithdrawForm({ privilege, number }: { privilege: string; number: string }): ReactElement | null {
  const { granted } = useMay('privilege.release')
  const form = useContractForm('privilege.withdraw', { values: { reason: '' }, also: { privilege } })
  if (!granted) return null
  const does = words.withdraw(number)
  return (
    <ContractForm form={form} does={does} failed={words.notWithdrawn} label={does} plain>
      <TextInput label={words.reason} {...form.field('reason')} />
    </ContractForm>
  )
}
