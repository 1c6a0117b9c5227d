import { Checkbox, MultiSelect, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { optionsOf } from '../../ui/words.ts'
import { shortNumber, typeWords, type Task } from './task.ts'

interface TaskFormProps {
  file: { id: string; number: string; ownerMember: string | null }
  /** Left out: a new one. */
  task?: Task | undefined
  /** The tasks of the case. */
  others: readonly Task[]
  onDone: (number?: string) => void
}

const formOf = (task: Task | undefined, owner: string | null) => ({
  title: task?.title ?? '',
  type: task?.type ?? ('task' as const),
  detail: task?.detail ?? '',
  assignee: task?.assignee.id ?? owner,
  due: task?.due ? toLocalField(new Date(task.due)) : '',
  dependsOn: task?.dependsOn.map(({ id }) => id) ?? [],
  mandatory: task?.mandatory ?? false,
  reason: '',
})

/** A task as it is to be: a new one, or one that is changed. */
export function TaskForm({ file, task, others, onDone }: TaskFormProps): ReactElement {
  const key = `task ${task?.id ?? `of ${file.id}`}`
  const before = formOf(task, file.ownerMember)
  const [form, setForm] = useKept(key, before)
  const [tried, setTried] = useState(false)
  const add = useCommand('task.add')
  const change = useCommand('task.change')
  const due = form.due.trim() === '' ? null : fromLocalField(form.due)
  const pending = add.isPending || change.isPending
  const onSuccess = ({ task: number }: { task: string }): void => {
    forgetKept(key)
    onDone(number)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.title.trim() === '' || form.assignee === null || due === undefined || pending) return
    const detail = form.detail.trim() === '' ? null : form.detail
    const { title, type, assignee, dependsOn, mandatory } = form
    if (!task) {
      const given = { case: file.id, title, type, assignee, due, dependsOn, mandatory }
      return add.mutate(detail === null ? given : { ...given, detail }, { onSuccess })
    }
    const input: Input<'task.change'> = {
      task: task.id,
      ...(title === before.title ? {} : { title }),
      ...(type === before.type ? {} : { type }),
      ...(form.detail === before.detail ? {} : { detail }),
      ...(assignee === before.assignee ? {} : { assignee }),
      ...(form.due === before.due ? {} : { due }),
      ...(dependsOn.join() === before.dependsOn.join() ? {} : { dependsOn }),
      ...(mandatory === before.mandatory ? {} : { mandatory }),
    }
    if (Object.keys(input).length === 1) return onSuccess({ task: task.number })
    return change.mutate(form.reason.trim() === '' ? input : { ...input, reason: form.reason }, { onSuccess })
  }
  return (
    <Panel
      title={task ? 'Change task' : 'New task'}
      kicker={task?.number ?? file.number}
      onClose={() => onDone(task?.number)}
      asks
    >
      <form className="form" onSubmit={submit}>
        <TextInput
          label="Task"
          value={form.title}
          maxLength={500}
          onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
          error={tried && form.title.trim() === '' && 'Say what is to be done.'}
        />
        <NativeSelect
          label="Type"
          data={optionsOf(typeWords)}
          value={form.type}
          onChange={(event) => setForm({ ...form, type: event.currentTarget.value as typeof form.type })}
        />
        <MemberChoice
          label="Assignee"
          may="work"
          value={form.assignee}
          onChange={(assignee) => setForm({ ...form, assignee })}
          error={tried && form.assignee === null && 'Say who does it.'}
        />
        <InstantField
          label="Due"
          empty="none"
          value={form.due}
          onChange={(next) => setForm({ ...form, due: next })}
          tried={tried}
        />
        <MultiSelect
          label="Depends on"
          placeholder={form.dependsOn.length === 0 ? 'no other task' : ''}
          data={others
            .filter(({ id }) => id !== task?.id)
            .map((one) => ({ value: one.id, label: `${shortNumber(one)} ${one.title}` }))}
          value={form.dependsOn}
          onChange={(dependsOn) => setForm({ ...form, dependsOn })}
          searchable
          nothingFoundMessage="No other task of the case."
        />
        <Textarea
          label="How, or what to mind"
          autosize
          minRows={2}
          maxLength={10_000}
          value={form.detail}
          onChange={(event) => setForm({ ...form, detail: event.currentTarget.value })}
        />
        <Checkbox
          label="Mandatory"
          description="The case cannot be closed while it is open."
          checked={form.mandatory}
          onChange={(event) => setForm({ ...form, mandatory: event.currentTarget.checked })}
        />
        {task && (
          <TextInput
            label="Why it changes"
            value={form.reason}
            maxLength={500}
            onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          />
        )}
        <Problem
          problem={add.error ?? change.error}
          title={task ? 'The task was not changed' : 'The task was not added'}
        />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={pending}>
            {task ? 'Save changes' : 'Add the task'}
          </Act>
        </div>
      </form>
    </Panel>
  )
}
