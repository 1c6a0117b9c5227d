import { NativeSelect, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { optionsOf } from '../../ui/words.ts'
import { FactChoice } from '../decisions/fact-choice.tsx'
import type { DecisionDraft } from '../decisions/decision.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import { findingWords, type About, type Allegation } from './closure.ts'

type Finding = NonNullable<Allegation['finding']>['finding']
interface Form {
  finding: Finding | ''
  basis: string
  facts: DecisionDraft['facts']
}
interface FindingFormProps {
  detail: About
  allegation: Allegation
  onDone: () => void
}

/** What is found on an allegation, on which basis and which records. */
export function FindingForm({ detail, allegation, onDone }: FindingFormProps): ReactElement {
  const key = `finding ${allegation.id}`
  const { finding: before } = allegation
  const [form, setForm] = useKept<Form>(key, {
    finding: before?.finding ?? '',
    basis: before?.basis ?? '',
    facts: before?.facts.map(({ kind, ref }) => ({ kind, ref })) ?? [],
  })
  const [tried, setTried] = useState(false)
  const decisions = useAsk('decision.list', { case: detail.id })
  const find = useCommand('closure.find')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const { finding, basis, facts } = form
    if (finding === '' || basis.trim() === '' || find.isPending) return
    find.mutate(
      { case: detail.id, allegation: allegation.id, finding, basis, facts },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title={`Find on ${allegation.number}`} kicker={detail.number} onClose={onDone} asks>
      <p className="words">{plainly(allegation.text)}</p>
      <p className="quiet">Judged by {standardWords[allegation.standard]}.</p>
      <form className="form" onSubmit={submit}>
        <NativeSelect
          label="Finding"
          value={form.finding}
          data={[{ value: '', label: 'Choose a finding' }, ...optionsOf(findingWords)]}
          onChange={(event) => setForm({ ...form, finding: event.currentTarget.value as Form['finding'] })}
          error={tried && form.finding === '' && 'Say what was found.'}
        />
        <Textarea
          label="Basis"
          placeholder="What the finding rests on"
          autosize
          minRows={3}
          value={form.basis}
          onChange={(event) => setForm({ ...form, basis: event.currentTarget.value })}
          error={tried && form.basis.trim() === '' && 'Say what it rests on.'}
        />
        <FactChoice
          detail={detail}
          decisions={decisions.data?.items ?? []}
          chosen={form.facts}
          onChange={(facts) => setForm({ ...form, facts })}
        />
        <Problem problem={find.error} title="The finding was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={find.isPending}>
            Record finding
          </Act>
        </div>
        <p className="quiet">An earlier finding stays in the history.</p>
      </form>
    </Panel>
  )
}
