import type { ReactElement } from 'react'
import { Rows } from '../../../ui/rows.tsx'
import { categoryWords, optionsOf, plural } from '../../../ui/words.ts'
import { useEditing, wrongUnder } from './editing.tsx'
import { Part } from './form-editor.tsx'
import { ChoiceAt, TextAt } from './inputs.tsx'
import { listAt, textAt, type Json } from './json.ts'
import { PlaybookTasks } from './playbook-tasks.tsx'
import styles from '../settings.module.css'

/** A playbook by its parts: what it is for, and its tasks. */
export function PlaybookEditor(): ReactElement {
  const { body, put, wrong, reveal } = useEditing()
  const tasks = listAt(body, ['tasks'])
  const sources = listAt(body, ['sources'])
  const heading = ['title', 'category', 'about', 'sources']
  const mandatory = tasks.filter(
    (task) => typeof task === 'object' && task !== null && !Array.isArray(task) && task['mandatory'] === true,
  )
  return (
    <>
      <Part
        title="What it is for"
        says="title, category, when it is used, what it goes by"
        wrong={heading.map((part) => wrongUnder(wrong, [part])).find((one) => one !== undefined)}
        turn={heading.includes(String(reveal?.path[0])) ? reveal?.turn : undefined}
      >
        <div className="pair">
          <TextAt path={['title']} label="Title" />
          <ChoiceAt path={['category']} label="Category of its cases" options={optionsOf(categoryWords)} />
        </div>
        <TextAt path={['about']} label="When it is used, and why" rows={2} />
        <fieldset className={styles['inner-rows']}>
          <legend>What it goes by</legend>
          <Rows
            label="Sources"
            items={sources}
            nameOf={(source, at) => textAt(source, []) || `Source ${at + 1}`}
            onChange={(next) => put(['sources'], next)}
            adds={[{ says: 'Add a source', make: (): Json => '' }]}
          >
            {(_, at) => <TextAt path={['sources', at]} label={`Source ${at + 1}`} quiet />}
          </Rows>
        </fieldset>
      </Part>
      <section className={styles['edit-part']}>
        <h2>
          Tasks{' '}
          <span className="quiet">
            {mandatory.length} mandatory · {plural(tasks.length, 'task')} in all
          </span>
        </h2>
        {wrong.some(({ path }) => path.length === 1 && path[0] === 'tasks') && (
          <p className="row-wrong">A playbook must hold at least one task.</p>
        )}
        <PlaybookTasks />
      </section>
    </>
  )
}
