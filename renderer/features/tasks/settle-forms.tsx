import { TextInput, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { TaskTime } from './board.tsx'
import type { Task } from './task.ts'
import { words } from './catalogue.ts'

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
    wrong: ({ results }) => ({
      results: task.results.some((one) => isMissing(one, results)) ? words.itIsNotDoneWithoutThis : undefined,
    }),
    onDone,
  })
  const { results } = form.values
  return (
    <FormPanel
      form={form}
      title={words.sayItIsDone}
      kicker={task.number}
      failed={words.theTaskIsNotDone}
      onClose={onDone}
    >
      <div>
        <b>{task.title}</b>
        {task.detail !== null && <p className="quiet">{task.detail}</p>}
        <TaskTime task={task} />
      </div>
      {task.results.map((one) => (
        <Textarea
          key={one.name}
          label={one.required ? one.name : words.ifKnown(one.name)}
          autosize
          minRows={1}
          maxLength={limitOf('task.complete', 'result')}
          value={results[one.name] ?? ''}
          onChange={(event) => form.set({ results: { ...results, [one.name]: event.currentTarget.value } })}
          error={form.tried && isMissing(one, results) && words.itIsNotDoneWithoutThis}
        />
      ))}
      <Textarea label={words.whatCameOfIt} autosize minRows={2} {...form.field('result')} />
      <TextInput label={words.exhibitsThatItProduced} placeholder="E01, E02" {...form.field('evidence')} />
    </FormPanel>
  )
}

const isMissing = ({ name, required }: Task['results'][number], results: Readonly<Record<string, string>>): boolean =>
  required && orNothing(results[name] ?? '') === undefined

export const WaiveTask = ({ task, onDone }: SettleProps): ReactElement => (
  <ReasonForm
    call="task.waive"
    also={{ task: task.id }}
    title={words.doesNotApplyTitle}
    kicker={task.number}
    does={words.sayItDoesNotApply}
    failed={words.theTaskStaysOpen}
    says={task.mandatory ? words.itIsMandatoryAnotherMemberThan : words.theTaskStaysOnRecordWith}
    onDone={onDone}
  />
)

export const ReopenTask = ({ task, onDone }: SettleProps): ReactElement => (
  <ReasonForm
    call="task.reopen"
    also={{ task: task.id }}
    title={words.openAgain}
    kicker={task.number}
    does={words.openTheTaskAgain}
    failed={words.theTaskWasNotOpened}
    says={words.whatCameOfItBeforeStays}
    onDone={onDone}
  />
)
