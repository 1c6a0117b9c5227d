import type { ReactElement } from 'react'
import { ReasonForm } from '../../ui/reason-form.tsx'
import type { About, Allegation, Closure, MonitoringDuty, Part } from './closure.ts'
import { AllegationForm } from './allegation-form.tsx'
import { AnswerDuty } from './answer-monitoring.tsx'
import { ClosingPanel } from './closing-panel.tsx'
import { ConcludeForm } from './conclude-form.tsx'
import { DutyForm } from './monitoring-form.tsx'
import { FindingForm } from './finding-form.tsx'
import { ResidualForm } from './residual-form.tsx'
import { words } from './catalogue.ts'

/** What the closure's panel asks for. */
export type Asked =
  | { what: 'allege' }
  | { what: 'find' | 'drop'; allegation: Allegation }
  | { what: 'conclude'; part: Part }
  | { what: 'residual' }
  | { what: 'watch'; kind: MonitoringDuty['kind'] }
  | { what: 'answer'; duty: MonitoringDuty }
  | { what: 'request' | 'withdraw' }
  | { what: 'approve' | 'return'; shown: number }
  | undefined

interface ClosurePanelProps {
  asked: NonNullable<Asked>
  detail: About & { status: string }
  closure: Closure
  onDone: () => void
}

export function ClosurePanel({ asked, detail, closure, onDone }: ClosurePanelProps): ReactElement {
  switch (asked.what) {
    case 'allege':
      return <AllegationForm detail={detail} onDone={onDone} />
    case 'find':
      return <FindingForm detail={detail} allegation={asked.allegation} onDone={onDone} />
    case 'drop':
      return <DropAllegation detail={detail} allegation={asked.allegation} onDone={onDone} />
    case 'conclude':
      return <ConcludeForm detail={detail} part={asked.part} said={closure[asked.part]} onDone={onDone} />
    case 'residual':
      return <ResidualForm detail={detail} said={closure.residual} onDone={onDone} />
    case 'watch':
      return <DutyForm detail={detail} kind={asked.kind} onDone={onDone} />
    case 'answer':
      return (
        <AnswerDuty
          detail={detail}
          duty={asked.duty}
          closed={detail.status === 'closed'}
          mayReopen={closure.mayReopen}
          onDone={onDone}
        />
      )
    case 'request':
    case 'withdraw':
    case 'approve':
    case 'return':
  }
  const shown = 'shown' in asked ? asked.shown : closure.size
  return <ClosingPanel what={asked.what} detail={detail} closure={closure} shown={shown} onDone={onDone} />
}

function DropAllegation({
  detail,
  allegation,
  onDone,
}: {
  detail: About
  allegation: Allegation
  onDone: () => void
}): ReactElement {
  return (
    <ReasonForm
      call="closure.withdrawAllegation"
      also={{ case: detail.id, allegation: allegation.id }}
      title={words.withdrawNumber(allegation.number)}
      kicker={detail.number}
      does={words.withdrawAllegation}
      failed={words.theAllegationStands}
      says={words.itStaysOnRecordWithThe}
      onDone={onDone}
    />
  )
}
