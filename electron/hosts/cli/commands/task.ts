import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { taskTypes } from '../../../../shared/contract/playbooks.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { namesIn, open, stoodInWords, type Commands, type Work } from './command.ts'

type Task = Answer<'task.list'>['items'][number]

const stateOf = ({ state, waiting }: Task): string => (state === 'open' && waiting ? 'waiting' : state)

const inWords = (task: Task): string =>
  [
    task.number,
    stateOf(task),
    task.due === null ? 'no due time' : `due ${showInstant(task.due)}`,
    task.assignee.name,
    `${task.title}${task.mandatory ? ' (mandatory)' : ''}`,
  ].join('  ')

function typeIn({ args }: Work): (typeof taskTypes)[number] | undefined {
  const given = args.option('type')
  const type = taskTypes.find((one) => one === given)
  if (given !== undefined && !type) throw usageError(`--type is “${given}”; a type is one of ${taskTypes.join(', ')}.`)
  return type
}

/** `Told whom=P. Hale`, several with semicolons between them. */
function resultsIn(given: string | undefined): Record<string, string> | undefined {
  if (given === undefined) return undefined
  return Object.fromEntries(
    given.split(';').map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw usageError(`“${pair.trim()}” is no result; write NAME=VALUE, several with ; between them.`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

const settling = (call: 'task.waive' | 'task.reopen', says: string, done: string): Commands[string] => ({
  takes: 'DIR TASK --reason R',
  says,
  options: ['reason'],
  run: async (work) => {
    const reason = work.args.need('reason')
    const [task = ''] = await open(work, 1)
    const settled = await work.call(call, { task, reason })
    work.out.answer(settled, [`Task ${settled.task} ${done}.`])
    return 0
  },
})

export const taskCommands: Commands = {
  'task list': {
    takes: 'DIR [CASE] [--as-of INSTANT]',
    says: 'lists tasks with their state, due time and assignee',
    options: ['as-of'],
    run: async (work) => {
      const [ref] = await open(work, 0, 1)
      const list = await work.call('task.list', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(list, [
        ...list.items.map(inWords),
        `${list.items.filter(({ state }) => state === 'open').length} open of ${count(list.items.length, 'task')}`,
        ...stoodInWords(list.stood),
      ])
      return 0
    },
  },
  'task add': {
    takes:
      'DIR CASE --title T [--type T] [--assignee M] [--due INSTANT] [--after TASK[,TASK]] [--detail D] [--mandatory]',
    says: 'adds a task',
    options: ['title', 'type', 'assignee', 'due', 'after', 'detail'],
    flags: ['mandatory'],
    run: async (work) => {
      const { args, out, call } = work
      const [title, type] = [args.need('title'), typeIn(work)]
      const [ref = ''] = await open(work, 1)
      const added = await call('task.add', {
        case: ref,
        title,
        type,
        detail: args.option('detail'),
        assignee: args.option('assignee'),
        due: args.option('due') ?? null,
        dependsOn: namesIn(args.option('after')),
        mandatory: args.flag('mandatory'),
      })
      out.answer(added, [`Task ${added.task} added.`])
      return 0
    },
  },
  'task change': {
    takes:
      'DIR TASK [--title T] [--type T] [--assignee M] [--due INSTANT|none] [--after TASK[,TASK]|none] [--detail D] [--reason R]',
    says: 'changes one that is open',
    options: ['title', 'type', 'assignee', 'due', 'after', 'detail', 'reason'],
    run: async (work) => {
      const { args, out, call } = work
      const [type, due, after] = [typeIn(work), args.option('due'), args.option('after')]
      const [task = ''] = await open(work, 1)
      const changed = await call('task.change', {
        task,
        title: args.option('title'),
        type,
        detail: args.option('detail'),
        assignee: args.option('assignee'),
        due: due === 'none' ? null : due,
        dependsOn: after === 'none' ? [] : namesIn(after),
        reason: args.option('reason'),
      })
      out.answer(changed, [`Task ${changed.task} changed.`])
      return 0
    },
  },
  'task done': {
    takes: 'DIR TASK [--result R] [--results "NAME=VALUE; …"] [--evidence EXHIBIT[,EXHIBIT]]',
    says: 'says what came of it',
    options: ['result', 'results', 'evidence'],
    run: async (work) => {
      const { args, out, call } = work
      const results = resultsIn(args.option('results'))
      const [task = ''] = await open(work, 1)
      const done = await call('task.complete', {
        task,
        result: args.option('result'),
        results,
        evidence: namesIn(args.option('evidence')),
      })
      out.answer(done, [`Task ${done.task} is done.`])
      return 0
    },
  },
  'task waive': settling('task.waive', 'says that it does not apply', 'does not apply'),
  'task reopen': settling('task.reopen', 'opens it again', 'is open again'),
  'playbook list': {
    takes: 'DIR',
    says: 'lists the playbooks',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('template.list', { kind: 'playbook' })
      work.out.answer(list, [
        ...list.items.map(({ key, title, version }) => `${key}  ${title}  version ${version}`),
        count(list.items.length, 'playbook'),
      ])
      return 0
    },
  },
  'playbook preview': {
    takes: 'DIR CASE [PLAYBOOK]',
    says: 'says what a playbook would add to a case',
    options: [],
    run: async (work) => {
      const [ref = '', playbook] = await open(work, 1, 2)
      const preview = await work.call('playbook.preview', { case: ref, playbook })
      const { applied, next, category } = preview
      work.out.answer(preview, [
        applied === null
          ? 'No playbook is applied.'
          : `Applied: ${applied.title}, version ${applied.version}, ${showInstant(applied.at)} by ${applied.by}.`,
        ...(next === null
          ? [`There is no playbook for ${category}.`]
          : [
              `${next.title} (${next.key}, version ${next.version}) would add ${count(next.add.length, 'task')}; ${next.kept.length} are there already.`,
              ...next.add.map(({ title, mandatory }) => `    ${title}${mandatory ? ' (mandatory)' : ''}`),
              ...(next.leftOver.length > 0 ? [`Open, and of another playbook: ${next.leftOver.join(', ')}.`] : []),
            ]),
      ])
      return 0
    },
  },
  'playbook apply': {
    takes: 'DIR CASE PLAYBOOK',
    says: 'adds the tasks of a playbook that a case lacks',
    options: [],
    run: async (work) => {
      const [ref = '', playbook = ''] = await open(work, 2)
      const applied = await work.call('playbook.apply', { case: ref, playbook })
      work.out.answer(applied, [
        `Playbook ${applied.playbook}, version ${applied.version}: ${count(applied.added.length, 'task')} added, ${applied.kept.length} there already.`,
        ...(applied.leftOver.length > 0
          ? [`Open, and of another playbook: ${applied.leftOver.join(', ')}. Waive what does not apply any more.`]
          : []),
      ])
      return 0
    },
  },
}
