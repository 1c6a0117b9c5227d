import type { ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'

interface About {
  detail: { id: string; number: string }
  onDone: () => void
}

export function PlaceHold({ detail, onDone }: About): ReactElement {
  const place = useCommand('hold.place')
  return (
    <ReasonForm
      needs="case.hold"
      title="Place a legal hold"
      kicker={detail.number}
      does="Place the hold"
      failed="The hold was not placed"
      authority="A court, a regulator, counsel, with its reference"
      says="While a hold stands, nothing of this case can be destroyed, by nobody."
      pending={place.isPending}
      problem={place.error}
      onSubmit={(given, onSuccess) => place.mutate({ case: detail.id, ...given }, { onSuccess })}
      onDone={onDone}
    />
  )
}

export function LiftHold({ detail, hold, onDone }: About & { hold: string }): ReactElement {
  const lift = useCommand('hold.lift')
  return (
    <ReasonForm
      needs="case.hold"
      title="Lift the hold"
      kicker={detail.number}
      does="Lift the hold"
      failed="The hold was not lifted"
      says="The hold stays on record, with who lifted it, when and why."
      pending={lift.isPending}
      problem={lift.error}
      onSubmit={({ reason }, onSuccess) => lift.mutate({ case: detail.id, hold, reason }, { onSuccess })}
      onDone={onDone}
    />
  )
}
