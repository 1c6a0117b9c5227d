import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { stoodInWords, type Command, type Commands } from './command.ts'

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

/** `Told whom=P. Hale`, several with semicolons between them. */
function resultsIn(given: string): Record<string, string> {
  return Object.fromEntries(
    given.split(';').map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw usageError(`“${pair.trim()}” is no result; write NAME=VALUE, several with ; between them.`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
}

const settling = (call: 'task.waive' | 'task.reopen', says: string, done: string): Command =>
  calling({
    call,
    words: { task: 'TASK' },
    options: { reason: 'R' },
    says,
    tells: ({ task }) => [`Task ${task} ${done}.`],
  })

export const taskCommands: Commands = {
  'task list': calling({
    call: 'task.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists tasks with their state, due time and assignee',
    tells: ({ items, stood }) => [
      ...items.map(inWords),
      `${items.filter(({ state }) => state === 'open').length} open of ${count(items.length, 'task')}`,
      ...stoodInWords(stood),
    ],
  }),
  'task add': calling({
    call: 'task.add',
    words: { case: 'CASE' },
    options: {
      title: 'T',
      type: 'T',
      assignee: 'M',
      due: 'INSTANT',
      after: { shown: 'TASK[,TASK]', field: 'dependsOn' },
      detail: 'D',
      mandatory: '',
    },
    says: 'adds a task',
    tells: ({ task }) => [`Task ${task} added.`],
  }),
  'task change': calling({
    call: 'task.change',
    words: { task: 'TASK' },
    options: {
      title: 'T',
      type: 'T',
      assignee: 'M',
      due: 'INSTANT|none',
      after: { shown: 'TASK[,TASK]|none', field: 'dependsOn' },
      detail: 'D',
      reason: 'R',
    },
    says: 'changes one that is open',
    tells: ({ task }) => [`Task ${task} changed.`],
  }),
  'task done': calling({
    call: 'task.complete',
    words: { task: 'TASK' },
    options: {
      result: 'R',
      results: { shown: '"NAME=VALUE; …"', read: resultsIn },
      evidence: 'EXHIBIT[,EXHIBIT]',
    },
    says: 'says what came of it',
    tells: ({ task }) => [`Task ${task} is done.`],
  }),
  'task waive': settling('task.waive', 'says that it does not apply', 'does not apply'),
  'task reopen': settling('task.reopen', 'opens it again', 'is open again'),
  'playbook list': calling({
    call: 'template.list',
    also: { kind: 'playbook' },
    says: 'lists the playbooks',
    tells: ({ items }) => [
      ...items.map(({ key, title, version }) => `${key}  ${title}  version ${version}`),
      count(items.length, 'playbook'),
    ],
  }),
  'playbook preview': calling({
    call: 'playbook.preview',
    words: { case: 'CASE', playbook: 'PLAYBOOK' },
    says: 'says what a playbook would add to a case',
    tells: ({ applied, next, category }) => [
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
    ],
  }),
  'playbook apply': calling({
    call: 'playbook.apply',
    words: { case: 'CASE', playbook: 'PLAYBOOK' },
    says: 'adds the tasks of a playbook that a case lacks',
    tells: ({ playbook, version, added, kept, leftOver }) => [
      `Playbook ${playbook}, version ${version}: ${count(added.length, 'task')} added, ${kept.length} there already.`,
      ...(leftOver.length > 0
        ? [`Open, and of another playbook: ${leftOver.join(', ')}. Waive what does not apply any more.`]
        : []),
    ],
  }),
}
