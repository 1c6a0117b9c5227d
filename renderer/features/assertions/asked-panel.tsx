import type { ReactElement } from 'react'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { plainly } from '../../ui/name.ts'
import { AssertionForm } from './assertion-form.tsx'
import { words } from './catalogue.ts'
import {
  AnswerForm,
  ClockForm,
  ElementForm,
  LinkForm,
  PlaceForm,
  SplitForm,
  UnlinkForm,
  WithdrawAssertion,
} from './forms.tsx'
import type { About, Asked } from './types.ts'

interface AskedPanelProps {
  asked: Asked
  detail: About
  onDone: () => void
  onMade: (id: string | undefined) => void
}

/** The form that is asked for. */
export function AskedPanel({ asked, detail, onDone, onMade }: AskedPanelProps): ReactElement {
  switch (asked.what) {
    case 'assertion':
      return <AssertionForm detail={detail} element={asked.element} onDone={onMade} />
    case 'element':
      return <ElementForm detail={detail} allegation={asked.allegation} onDone={onDone} />
    case 'clock':
      return <ClockForm detail={detail} onDone={onDone} />
    case 'link':
      return <LinkForm assertion={asked.assertion} onDone={onDone} />
    case 'split':
      return <SplitForm assertion={asked.assertion} onDone={onDone} />
    case 'place':
      return <PlaceForm assertion={asked.assertion} onDone={onDone} />
    case 'withdraw':
      return (
        <WithdrawAssertion
          assertion={asked.assertion}
          title={words.withdrawTitle(asked.assertion.number)}
          onDone={onDone}
        />
      )
    case 'unlink':
      return <UnlinkForm assertion={asked.assertion} link={asked.link} onDone={onDone} />
    case 'answer':
      return <AnswerForm detail={detail} contradiction={asked.contradiction} onDone={onDone} />
    case 'drop-element':
      return (
        <ReasonForm
          call="element.withdraw"
          also={{ case: detail.id, element: asked.element.id }}
          title={words.withdrawElement(asked.element.number)}
          kicker={plainly(asked.element.text)}
          does={words.withdrawDo}
          failed={words.notWithdrawn}
          says={words.staysOnRecord}
          onDone={onDone}
        />
      )
    case 'drop-clock':
  }
  return (
    <ReasonForm
      call="clock.withdraw"
      also={{ case: detail.id, clock: asked.clock.id }}
      title={words.withdrawClock(asked.clock.number)}
      kicker={plainly(asked.clock.device)}
      does={words.withdrawDo}
      failed={words.notWithdrawn}
      says={words.staysOnRecord}
      onDone={onDone}
    />
  )
}
