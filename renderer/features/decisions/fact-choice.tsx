import { Checkbox, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { plainly } from '../../ui/name.ts'
import type { Decision, DecisionDraft } from './decision.ts'
import { kindWords } from './fact-list.tsx'
import { words as fixed } from './catalogue.ts'
import styles from './decisions.module.css'

interface FactChoiceProps {
  detail: { id: string; reports: { id: string; number: string; excerpt: string }[] }
  decisions: Decision[]
  chosen: DecisionDraft['facts']
  onChange: (facts: DecisionDraft['facts']) => void
}

/** The records of the case, of which those that the decision rests on are ticked. */
export function FactChoice({ detail, decisions, chosen, onChange }: FactChoiceProps): ReactElement {
  const [filter, setFilter] = useState('')
  const exhibits = useAsk('exhibit.list', { case: detail.id })
  const notes = useAsk('note.list', { case: detail.id })
  const tasks = useAsk('task.list', { case: detail.id })
  const records: (DecisionDraft['facts'][number] & { label: string; says: string })[] = [
    ...detail.reports.map(({ id, number, excerpt }) => ({
      kind: 'report' as const,
      ref: id,
      label: number,
      says: excerpt,
    })),
    ...(exhibits.data?.items ?? []).map(({ id, number, fileName, description }) => ({
      kind: 'exhibit' as const,
      ref: id,
      label: number,
      says: description ?? fileName,
    })),
    ...(notes.data?.items ?? []).map(({ id, title, revision }) => ({
      kind: 'note' as const,
      ref: id,
      label: title,
      says: fixed.revisionRevision3(revision),
    })),
    ...(tasks.data?.items ?? [])
      .filter(({ state }) => state === 'done')
      .map(({ id, number, title, results }) => ({
        kind: 'task' as const,
        ref: id,
        label: number,
        says: [title, ...results.flatMap(({ value }) => value ?? [])].join('. '),
      })),
    ...decisions.map(({ id, number, question, choice }) => ({
      kind: 'decision' as const,
      ref: id,
      label: number,
      says: `${question} ${choice}`,
    })),
  ]
  const isChosen = (ref: string): boolean => chosen.some((fact) => fact.ref === ref)
  const words = filter.toLowerCase().split(/\s+/)
  const shown = records.filter(({ kind, ref, label, says }) => {
    const text = `${kindWords[kind].word} ${label} ${says}`.toLowerCase()
    return isChosen(ref) || words.every((word) => text.includes(word))
  })
  const toggle = ({ kind, ref }: DecisionDraft['facts'][number]): void =>
    onChange(isChosen(ref) ? chosen.filter((fact) => fact.ref !== ref) : [...chosen, { kind, ref }])
  return (
    <fieldset className={styles['fact-choice']}>
      <legend>{fixed.factsReliedOn(fixed.records(chosen.length))}</legend>
      {records.length > 8 && (
        <TextInput
          aria-label={fixed.filterTheRecords}
          placeholder={fixed.filterTheRecords}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <ul>
        {shown.map((record) => (
          <li key={record.ref}>
            <Checkbox
              label={`${kindWords[record.kind].word} ${plainly(record.label)}`}
              description={plainly(record.says.slice(0, 160).toWellFormed())}
              checked={isChosen(record.ref)}
              onChange={() => toggle(record)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
