import type { ReactElement } from 'react'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { words } from './catalogue.ts'

interface About {
  detail: { id: string; number: string }
  onDone: () => void
}

export const PlaceHold = ({ detail, onDone }: About): ReactElement => (
  <ReasonForm
    call="hold.place"
    also={{ case: detail.id }}
    title={words.placeALegalHold}
    kicker={detail.number}
    does={words.placeTheHold}
    failed={words.theHoldWasNotPlaced}
    authority={words.aCourtARegulatorCounsel}
    says={words.whileAHoldStandsNothing}
    onDone={onDone}
  />
)

export const LiftHold = ({ detail, hold, onDone }: About & { hold: string }): ReactElement => (
  <ReasonForm
    call="hold.lift"
    also={{ case: detail.id, hold }}
    title={words.liftTheHold}
    kicker={detail.number}
    does={words.liftTheHold}
    failed={words.theHoldWasNotLifted}
    says={words.theHoldStaysOnRecord}
    onDone={onDone}
  />
)
