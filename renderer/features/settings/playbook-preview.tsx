import type { ReactElement } from 'react'
import { afterPromotion, type Playbook, type PlaybookTask } from '../../../shared/contract/playbooks.ts'
import { stretch } from '../../ui/time.ts'
import { categoryWords } from '../../ui/words.ts'
import { typeWords } from '../tasks/index.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

/** The tasks in their order, each with when it is due, what it waits for and what it asks for. */
export function PlaybookPreview({ playbook }: { playbook: Playbook }): ReactElement {
  const { title, category, about, sources, tasks } = playbook
  const named = (key: string): string => tasks.find((task) => task.key === key)?.title ?? key
  const mandatory = tasks.filter((task) => task.mandatory).length
  return (
    <>
      <h2>{title}</h2>
      <p className="quiet">{words.forCasesOfTheCategory(categoryWords[category])}</p>
      <p>{about}</p>
      {sources.length > 0 && <p className="quiet">{words.itGoesBy(sources.join('; '))}</p>}
      <h3>{words.mandatoryTasksMandatory({ tasks: words.tasks(tasks.length), mandatory })}</h3>
      {/* A list that is put in another order keeps its old numbers in Chromium: it is made anew. */}
      <ol className={styles['settings-lines']} key={tasks.map(({ key }) => key).join(' ')}>
        {tasks.map((task) => (
          <li key={task.key}>
            <b>
              {task.title} {task.mandatory && <span className="tag moderate">{words.mandatory}</span>}
            </b>
            <span className="quiet">{[typeWords[task.type], dueInWords(task, named)].join(' · ')}</span>
            {task.detail !== undefined && <span>{task.detail}</span>}
            {task.dependsOn.length > 0 && (
              <span>{words.waitsFor(task.dependsOn.map((key) => `“${named(key)}”`).join(` ${words.and} `))}</span>
            )}
            {task.results.length > 0 && (
              <span>
                {words.asksFor}{' '}
                {task.results.map(({ name, required }) => (required ? name : words.mayBeLeftOut(name))).join('; ')}.
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function dueInWords({ due }: PlaybookTask, named: (key: string) => string): string {
  if (!due) return words.noTimeSet
  const after = due.after === afterPromotion ? words.thePromotion : `“${named(due.after)}”`
  return due.minutes === 0
    ? words.atOnceAfter(after)
    : words.dueAfter({ stretch: stretch(due.minutes * 60_000), after })
}
