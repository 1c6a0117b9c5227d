import { TextInput, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { TaskTime } from './board.tsx'
import type { Task } from './task.ts'

interface SettleProps {
  task: Task
  onDone: () => void
}

/** What came of a task, before it counts as done. */
export function CompleteTask({ task, onDone }: SettleProps): ReactElement {
  const form = useContractForm('task.complete', {
    kept: `complete ${task.id}`,
    values: () => ({
      result: task.result ?? '',
      evidence: task.evidence.join(', '),
      results: Object.fromEntries(task.results.map(({ name, value }) => [name, value ?? ''])),
    }),
    input: ({ result, evidence, results }) => ({
      task: task.id,
      result: orNothing(result),
      results: Object.fromEntries(Object.entries(results).filter(([, value]) => orNothing(value) !== undefined)),
      evidence: evidence.split(/[\s,;]+/).filter((word) => word !== ''),
    }),
    wrong: ({ results }) => ({ results: task.results.some((one) => isMissing(one, results)) ? missing : undefined }),
    onDone,
  })
  const { results } = form.values
  return (
    <FormPanel form={form} title="Say it is done" kicker={task.number} failed="The task is not done" onClose={onDone}>
      <div>
        <b>{task.title}</b>
        {task.detail !== null && <p className="quiet">{task.detail}</p>}
        <TaskTime task={task} />
      </div>
      {task.results.map((one) => (
        <Textarea
          key={one.name}
          label={one.required ? one.name : `${one.name} (if known)`}
          autosize
          minRows={1}
          maxLength={limitOf('task.complete', 'result')}
          value={results[one.name] ?? ''}
          onChange={(event) => form.set({ results: { ...results, [one.name]: event.currentTarget.value } })}
          error={form.tried && isMissing(one, results) && missing}
        />
      ))}
      <Textarea label="What came of it" autosize minRows={2} {...form.field('result')} />
      <TextInput label="Exhibits that it produced" placeholder="E01, E02" {...form.field('evidence')} />
    </FormPanel>
  )
}

const missing = 'It is not done without this.'
const isMissing = ({ name, required }: Task['results'][number], results: Readonly<Record<string, string>>): boolean =>
  required && orNothing(results[name] ?? '') === undefined

export const WaiveTask = ({ task, onDone }: SettleProps): ReactElement => (
  <ReasonForm
    call="task.waive"
    also={{ task: task.id }}
    title="Does not apply"
    kicker={task.number}
    does="Say it does not apply"
    failed="The task stays open"
    says={
      task.mandatory
        ? 'It is mandatory: another member than its assignee, who may approve, lets it go.'
        : 'The task stays on record with the reason.'
    }
    onDone={onDone}
  />
)

export const ReopenTask = ({ task, onDone }: SettleProps): ReactElement => (
  <ReasonForm
    call="task.reopen"
    also={{ task: task.id }}
    title="Open again"
    kicker={task.number}
    does="Open the task again"
    failed="The task was not opened"
    says="What came of it before stays on record."
    onDone={onDone}
  />
)
