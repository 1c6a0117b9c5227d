import type { ReactElement } from 'react'
import { ReasonForm } from '../../ui/reason-form.tsx'

interface About {
  detail: { id: string; number: string }
  onDone: () => void
}

export const PlaceHold = ({ detail, onDone }: About): ReactElement => (
  <ReasonForm
    call="hold.place"
    also={{ case: detail.id }}
    title="Place a legal hold"
    kicker={detail.number}
    does="Place the hold"
    failed="The hold was not placed"
    authority="A court, a regulator, counsel, with its reference"
    says="While a hold stands, nothing of this case can be destroyed, by nobody."
    onDone={onDone}
  />
)

export const LiftHold = ({ detail, hold, onDone }: About & { hold: string }): ReactElement => (
  <ReasonForm
    call="hold.lift"
    also={{ case: detail.id, hold }}
    title="Lift the hold"
    kicker={detail.number}
    does="Lift the hold"
    failed="The hold was not lifted"
    says="The hold stays on record, with who lifted it, when and why."
    onDone={onDone}
  />
)
