import { Checkbox, MultiSelect, NativeSelect, TextInput, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { orNothing } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { instantOrNull, toLocalField } from '../../ui/time.ts'
import { optionsOf } from '../../ui/words.ts'
import { shortNumber, typeWords, type Task } from './task.ts'
import { words } from './catalogue.ts'

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
  const before = formOf(task, file.ownerMember)
  const form = useContractForm(task ? 'task.change' : 'task.add', {
    kept: `task ${task?.id ?? `of ${file.id}`}`,
    values: before,
    input: ({ reason, detail, due: typed, ...values }) => {
      const due = instantOrNull(typed)
      if (!task) return { case: file.id, ...values, detail: orNothing(detail), due }
      const now = { ...values, detail, due: typed }
      const changed = (Object.keys(now) as (keyof typeof now)[]).filter(
        (field) => String(now[field]) !== String(before[field]),
      )
      if (changed.length === 0) return null
      const input = { ...values, detail, due }
      return {
        task: task.id,
        ...Object.fromEntries(changed.map((field) => [field, input[field]])),
        reason: orNothing(reason),
      }
    },
    needed: () => ['assignee'],
    says: { title: words.sayWhatIsToBeDone, assignee: words.sayWhoDoesIt },
    onDone: (saved) => onDone(saved?.task ?? task?.number),
  })
  return (
    <FormPanel
      form={form}
      title={task ? words.changeTask : words.newTask}
      kicker={task?.number ?? file.number}
      does={task ? words.saveChanges : words.addTheTask}
      failed={task ? words.theTaskWasNotChanged : words.theTaskWasNotAdded}
      onClose={() => onDone(task?.number)}
    >
      <TextInput label={words.task} {...form.field('title')} />
      <NativeSelect label={words.type} data={optionsOf(typeWords)} {...form.field('type')} />
      <MemberChoice label={words.assignee} may="work" {...form.field('assignee')} />
      <InstantField label={words.due} empty={words.none} {...form.field('due')} tried={form.tried} />
      <MultiSelect
        label={words.dependsOn}
        placeholder={form.values.dependsOn.length === 0 ? words.noOtherTask : ''}
        data={others
          .filter(({ id }) => id !== task?.id)
          .map((one) => ({ value: one.id, label: `${shortNumber(one)} ${one.title}` }))}
        {...form.field('dependsOn')}
        searchable
        nothingFoundMessage={words.noOtherTaskOfTheCase}
      />
      <Textarea label={words.howOrWhatToMind} autosize minRows={2} {...form.field('detail')} />
      <Checkbox label={words.mandatory} description={words.theCaseCannotBeClosedWhile} {...form.box('mandatory')} />
      {task && <TextInput label={words.whyItChanges} {...form.field('reason')} />}
    </FormPanel>
  )
}
