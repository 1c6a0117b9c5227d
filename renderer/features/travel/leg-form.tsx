import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf } from '../../ui/contract-input.ts'
import { WhenField } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { draftFrom, draftFromCalendar, newLeg, readLeg, type LegDraft, type Proposal } from './leg-draft.ts'
import { modeWords, type Leg } from './words.ts'
import { words } from './catalogue.ts'
import styles from './travel.module.css'

interface LegFormProps {
  detail: { id: string; number: string }
  /** The leg whose plan is changed; left out: a new one is planned. */
  leg?: Leg
  /** The last leg so far: a new one begins where it ends. */
  after?: Leg | undefined
  /** What fills the fields of a new leg at first. */
  proposal?: Proposal | undefined
  /** Called with the number of a new leg. */
  onPlanned?: (number: string) => void
  onDone: () => void
}

/** A leg as it is planned, or as its plan is changed. */
export function LegForm({ detail, leg, after, proposal, onPlanned, onDone }: LegFormProps): ReactElement {
  const form = useContractForm(leg ? 'travel.change' : 'travel.plan', {
    kept: `leg ${detail.id} ${leg?.id ?? (proposal ? `${proposal.sha256} ${proposal.index}` : 'new')}`,
    values: (): LegDraft => {
      if (leg) return draftFrom(leg)
      return proposal ? draftFromCalendar(proposal.leg, after) : newLeg(after)
    },
    wrong: (draft) => readLeg(draft, leg).errors,
    input: (draft) => {
      const { plan } = readLeg(draft, leg)
      if (!plan) return undefined
      return leg
        ? { ...plan, case: detail.id, leg: leg.id, reason: draft.reason.trim() }
        : { case: detail.id, legs: [plan] }
    },
    onDone: (done) => {
      onDone()
      const planned = done && 'legs' in done ? done.legs[0]?.leg : undefined
      if (planned !== undefined) onPlanned?.(planned)
    },
  })
  const line = (name: 'principal' | 'from' | 'to' | 'reference' | 'reason', label: string, placeholder?: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      {...form.field(name)}
      maxLength={limitOf('travel.change', lineIn[name])}
    />
  )
  return (
    <FormPanel
      form={form}
      title={leg ? words.changeNumber(leg.number) : words.planALeg}
      kicker={detail.number}
      does={leg ? words.changeThePlan : words.planTheLeg}
      failed={leg ? words.thePlanWasNotChanged : words.theLegWasNotPlanned}
      noValidate
      onClose={onDone}
    >
      {proposal && <Proposed by={proposal} />}
      {line('principal', words.whoTravels)}
      <NativeSelect label={words.how} data={optionsOf(modeWords)} {...form.field('mode')} />
      {line('from', words.from, words.aPlaceOr)}
      {line('to', words.to)}
      <WhenField label={words.departureAsPlanned} {...form.field('departure')} />
      <WhenField label={words.arrivalAsPlanned} {...form.field('arrival')} />
      {line('reference', words.flightBookingVehicleOrDriver)}
      <Textarea label={words.notes} autosize minRows={2} {...form.field('notes')} />
      {leg && line('reason', words.whyThePlanIsChanged)}
    </FormPanel>
  )
}

/** Where the change of a leg takes what is typed in a line. */
const lineIn = { principal: 'principal', from: 'from.name', to: 'to.name', reference: 'reference', reason: 'reason' }

const Proposed = ({ by: { file, leg } }: { by: Proposal }): ReactElement => (
  <div className={styles['proposed-by']} role="note">
    <p>{words.proposedByInCheckEachField({ says: leg.says, file })}</p>
    {leg.doubts.length > 0 && (
      <ul>
        {leg.doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    )}
  </div>
)
