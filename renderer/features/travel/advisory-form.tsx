import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { readWhen, WhenField, whenUnknown } from '../../ui/when-field.tsx'
import { placeWords, type Leg } from './words.ts'

interface AdvisoryFormProps {
  detail: { id: string; number: string }
  legs: readonly Leg[]
  onDone: () => void
}

/** An advisory or alert that concerns the journey, or legs of it. */
export function AdvisoryForm({ detail, legs, onDone }: AdvisoryFormProps): ReactElement {
  const key = `advisory ${detail.id}`
  const [typed, setTyped] = useKept(key, {
    title: '',
    source: '',
    text: '',
    report: '',
    effective: whenUnknown,
    expires: whenUnknown,
    legs: [] as string[],
  })
  const [tried, setTried] = useState(false)
  const advise = useCommand('travel.advise')
  const [effective, expires] = [readWhen(typed.effective), readWhen(typed.expires)]
  const missing = { title: typed.title.trim() === '', source: typed.source.trim() === '' }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing.title || missing.source || effective.error !== undefined || expires.error !== undefined) return
    if (advise.isPending) return
    advise.mutate(
      {
        case: detail.id,
        title: typed.title.trim(),
        source: typed.source.trim(),
        text: typed.text.trim() === '' ? null : typed.text.trim(),
        effective: effective.when,
        expires: expires.when,
        legs: typed.legs,
        ...(typed.report.trim() === '' ? {} : { report: typed.report.trim() }),
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
    <Panel title="Attach an advisory" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit} noValidate>
        <TextInput
          label="Title"
          value={typed.title}
          maxLength={500}
          onChange={(event) => setTyped({ ...typed, title: event.currentTarget.value })}
          error={tried && missing.title && 'Say what it warns of.'}
        />
        <TextInput
          label="Issued by"
          value={typed.source}
          maxLength={500}
          onChange={(event) => setTyped({ ...typed, source: event.currentTarget.value })}
          error={tried && missing.source && 'Say who issued it.'}
        />
        <TextInput
          label="Report it came by"
          placeholder="R-0007"
          description="The alert as it was taken in; empty: none"
          value={typed.report}
          maxLength={64}
          onChange={(event) => setTyped({ ...typed, report: event.currentTarget.value })}
        />
        <Textarea
          label="What it says"
          autosize
          minRows={2}
          value={typed.text}
          onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
        />
        <WhenField
          label="In force from"
          value={typed.effective}
          onChange={(next) => setTyped({ ...typed, effective: next })}
          error={tried ? effective.error : undefined}
        />
        <WhenField
          label="Until"
          value={typed.expires}
          onChange={(next) => setTyped({ ...typed, expires: next })}
          error={tried ? expires.error : undefined}
        />
        <fieldset className="leg-choice">
          <legend>Legs that it concerns; none means all</legend>
          {legs.map((leg) => (
            <Checkbox
              key={leg.id}
              label={`${leg.number} ${placeWords(leg.from)} → ${placeWords(leg.to)}`}
              checked={typed.legs.includes(leg.id)}
              onChange={(event) =>
                setTyped({
                  ...typed,
                  legs: event.currentTarget.checked
                    ? [...typed.legs, leg.id]
                    : typed.legs.filter((one) => one !== leg.id),
                })
              }
            />
          ))}
        </fieldset>
        <Problem problem={advise.error} title="The advisory was not attached" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={advise.isPending}>
            Attach it
          </Act>
        </div>
      </form>
    </Panel>
  )
}
