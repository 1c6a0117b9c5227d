import { TextInput, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { TaskTime } from './board.tsx'
import type { Task } from './task.ts'

interface SettleProps {
  task: Task
  onDone: () => void
}

/** What came of a task, before it counts as done. */
export function CompleteTask({ task, onDone }: SettleProps): ReactElement {
  const key = `complete ${task.id}`
  const [form, setForm] = useKept(key, () => ({
    result: task.result ?? '',
    evidence: task.evidence.join(', '),
    results: Object.fromEntries(task.results.map(({ name, value }) => [name, value ?? ''])),
  }))
  const [tried, setTried] = useState(false)
  const complete = useCommand('task.complete')
  const missing = (name: string, required: boolean): boolean => required && (form.results[name] ?? '').trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (complete.isPending || task.results.some(({ name, required }) => missing(name, required))) return
    complete.mutate(
      {
        task: task.id,
        ...(form.result.trim() === '' ? {} : { result: form.result }),
        results: Object.fromEntries(Object.entries(form.results).filter(([, value]) => value.trim() !== '')),
        evidence: form.evidence
          .split(/[\s,;]+/)
          .map((word) => word.trim())
          .filter((word) => word !== ''),
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
    <Panel title="Say it is done" kicker={task.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <div>
          <b>{task.title}</b>
          {task.detail !== null && <p className="quiet">{task.detail}</p>}
          <TaskTime task={task} />
        </div>
        {task.results.map(({ name, required }) => (
          <Textarea
            key={name}
            label={required ? name : `${name} (if known)`}
            autosize
            minRows={1}
            maxLength={10_000}
            value={form.results[name] ?? ''}
            onChange={(event) => setForm({ ...form, results: { ...form.results, [name]: event.currentTarget.value } })}
            error={tried && missing(name, required) && 'It is not done without this.'}
          />
        ))}
        <Textarea
          label="What came of it"
          autosize
          minRows={2}
          maxLength={10_000}
          value={form.result}
          onChange={(event) => setForm({ ...form, result: event.currentTarget.value })}
        />
        <TextInput
          label="Exhibits that it produced"
          placeholder="E01, E02"
          value={form.evidence}
          onChange={(event) => setForm({ ...form, evidence: event.currentTarget.value })}
        />
        <Problem problem={complete.error} title="The task is not done" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={complete.isPending}>
            Say it is done
          </Act>
        </div>
      </form>
    </Panel>
  )
}

export function WaiveTask({ task, onDone }: SettleProps): ReactElement {
  const waive = useCommand('task.waive')
  return (
    <ReasonForm
      needs="case.write"
      title="Does not apply"
      kicker={task.number}
      does="Say it does not apply"
      failed="The task stays open"
      says={
        task.mandatory
          ? 'It is mandatory: another member than its assignee, who may approve, lets it go.'
          : 'The task stays on record with the reason.'
      }
      pending={waive.isPending}
      problem={waive.error}
      onSubmit={({ reason }, done) => waive.mutate({ task: task.id, reason }, { onSuccess: done })}
      onDone={onDone}
    />
  )
}

export function ReopenTask({ task, onDone }: SettleProps): ReactElement {
  const reopen = useCommand('task.reopen')
  return (
    <ReasonForm
      needs="case.write"
      title="Open again"
      kicker={task.number}
      does="Open the task again"
      failed="The task was not opened"
      says="What came of it before stays on record."
      pending={reopen.isPending}
      problem={reopen.error}
      onSubmit={({ reason }, done) => reopen.mutate({ task: task.id, reason }, { onSuccess: done })}
      onDone={onDone}
    />
  )
}
