import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { draftFrom, draftFromCalendar, newLeg, readLeg, type LegDraft, type Proposal } from './leg-draft.ts'
import { modeWords, type Leg } from './words.ts'

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
  const key = `leg ${detail.id} ${leg?.id ?? (proposal ? `${proposal.sha256} ${proposal.index}` : 'new')}`
  const [draft, setDraft] = useKept<LegDraft>(key, () => {
    if (leg) return draftFrom(leg)
    return proposal ? draftFromCalendar(proposal.leg, after) : newLeg(after)
  })
  const [tried, setTried] = useState(false)
  const plan = useCommand('travel.plan')
  const change = useCommand('travel.change')
  const read = readLeg(draft, leg)
  const errors = tried ? read.errors : {}
  const set = (next: Partial<LegDraft>): void => setDraft({ ...draft, ...next })
  const onSuccess = (): void => {
    forgetKept(key)
    onDone()
  }
  const planned = (number: string | undefined): void => {
    onSuccess()
    if (number !== undefined) onPlanned?.(number)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!read.plan || plan.isPending || change.isPending) return
    if (leg) change.mutate({ ...read.plan, case: detail.id, leg: leg.id, reason: draft.reason.trim() }, { onSuccess })
    else plan.mutate({ case: detail.id, legs: [read.plan] }, { onSuccess: ({ legs }) => planned(legs[0]?.leg) })
  }
  const line = (name: 'principal' | 'from' | 'to' | 'reference' | 'reason', label: string, placeholder?: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={draft[name]}
      maxLength={500}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={errors[name]}
    />
  )
  return (
    <Panel title={leg ? `Change ${leg.number}` : 'Plan a leg'} kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit} noValidate>
        {proposal && <Proposed by={proposal} />}
        {line('principal', 'Who travels')}
        <NativeSelect
          label="How"
          data={optionsOf(modeWords)}
          value={draft.mode}
          onChange={(event) => set({ mode: event.currentTarget.value as LegDraft['mode'] })}
        />
        {line('from', 'From', 'A place, or 52.37, 4.89')}
        {line('to', 'To')}
        <WhenField
          label="Departure, as planned"
          value={draft.departure}
          onChange={(departure) => set({ departure })}
          error={errors.departure}
        />
        <WhenField
          label="Arrival, as planned"
          value={draft.arrival}
          onChange={(arrival) => set({ arrival })}
          error={errors.arrival}
        />
        {line('reference', 'Flight, booking, vehicle or driver')}
        <Textarea
          label="Notes"
          autosize
          minRows={2}
          value={draft.notes}
          onChange={(event) => set({ notes: event.currentTarget.value })}
        />
        {leg && line('reason', 'Why the plan is changed')}
        <Problem
          problem={plan.error ?? change.error}
          title={leg ? 'The plan was not changed' : 'The leg was not planned'}
        />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={plan.isPending || change.isPending}>
            {leg ? 'Change the plan' : 'Plan the leg'}
          </Act>
        </div>
      </form>
    </Panel>
  )
}

const Proposed = ({ by: { file, leg } }: { by: Proposal }): ReactElement => (
  <div className="proposed-by" role="note">
    <p>
      Proposed by “{leg.says}” in {file}. Check each field against the booking.
    </p>
    {leg.doubts.length > 0 && (
      <ul>
        {leg.doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    )}
  </div>
)
