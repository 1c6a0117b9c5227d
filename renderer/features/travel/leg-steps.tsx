import { NativeSelect, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toLocalField } from '../../ui/time.ts'
import { readWhen, typedFrom, WhenField, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { deviationWords, type Deviation, type Leg } from './words.ts'

interface StepProps {
  detail: { id: string; number: string }
  leg: Leg
  onDone: () => void
}

/** When a leg was really begun and ended. */
export function TimesForm({ detail, leg, onDone }: StepProps): ReactElement {
  const key = `leg times ${leg.id}`
  const [typed, setTyped] = useKept(key, () => ({
    departed: leg.departed ? typedFrom(leg.departed) : { text: '', zone: leg.departure.zone },
    arrived: leg.arrived ? typedFrom(leg.arrived) : { text: '', zone: leg.arrival?.zone ?? leg.departure.zone },
  }))
  const [tried, setTried] = useState(false)
  const report = useCommand('travel.report')
  const [departed, arrived] = [readWhen(typed.departed), readWhen(typed.arrived)]
  const nothing = !departed.when && !arrived.when
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (departed.error !== undefined || arrived.error !== undefined || nothing || report.isPending) return
    report.mutate(
      {
        case: detail.id,
        leg: leg.id,
        ...(departed.when ? { departed: departed.when } : {}),
        ...(arrived.when ? { arrived: arrived.when } : {}),
      },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title={`Report times of ${leg.number}`} kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit} noValidate>
        <WhenField
          label="Departed"
          value={typed.departed}
          onChange={(next) => setTyped({ ...typed, departed: next })}
          error={tried ? departed.error : undefined}
        />
        <WhenField
          label="Arrived"
          value={typed.arrived}
          onChange={(next) => setTyped({ ...typed, arrived: next })}
          error={tried ? (arrived.error ?? (nothing ? 'Give one of the two times.' : undefined)) : undefined}
        />
        <Problem problem={report.error} title="The times were not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={report.isPending}>
            Report times
          </Act>
        </div>
        <p className="quiet">The plan stays beside what really happened.</p>
      </form>
    </Panel>
  )
}

interface DeviationTyped {
  kind: Deviation['kind']
  what: string
  noticedAt: WhenTyped
}

/** Something that is not as it was planned; it stays open until it is settled. */
export function DeviationForm({ detail, leg, onDone }: StepProps): ReactElement {
  const key = `leg deviation ${leg.id}`
  const [typed, setTyped] = useKept<DeviationTyped>(key, () => ({
    kind: 'late',
    what: '',
    noticedAt: { ...whenUnknown, text: toLocalField(new Date()) },
  }))
  const [tried, setTried] = useState(false)
  const deviate = useCommand('travel.deviate')
  const { when, error } = readWhen(typed.noticedAt)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!when || typed.what.trim() === '' || deviate.isPending) return
    deviate.mutate(
      { case: detail.id, leg: leg.id, kind: typed.kind, what: typed.what.trim(), noticedAt: when },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title={`Deviation of ${leg.number}`} kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit} noValidate>
        <NativeSelect
          label="What kind"
          data={optionsOf(deviationWords)}
          value={typed.kind}
          onChange={(event) => setTyped({ ...typed, kind: event.currentTarget.value as Deviation['kind'] })}
        />
        <Textarea
          label="What is not as planned"
          autosize
          minRows={2}
          maxLength={500}
          value={typed.what}
          onChange={(event) => setTyped({ ...typed, what: event.currentTarget.value })}
          error={tried && typed.what.trim() === '' && 'Say what was noticed.'}
        />
        <WhenField
          label="Noticed"
          value={typed.noticedAt}
          onChange={(noticedAt) => setTyped({ ...typed, noticedAt })}
          error={tried ? (error ?? (when ? undefined : 'Say when it was noticed.')) : undefined}
        />
        <Problem problem={deviate.error} title="The deviation was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={deviate.isPending}>
            Note the deviation
          </Act>
        </div>
      </form>
    </Panel>
  )
}
