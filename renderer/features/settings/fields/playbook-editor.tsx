import type { ReactElement } from 'react'
import { Rows } from '../../../ui/rows.tsx'
import { categoryWords, optionsOf } from '../../../ui/words.ts'
import { useEditing, wrongUnder } from './editing.tsx'
import { Part } from './form-editor.tsx'
import { ChoiceAt, TextAt } from './inputs.tsx'
import { listAt, textAt, type Json } from './json.ts'
import { PlaybookTasks } from './playbook-tasks.tsx'
import { words } from '../catalogue.ts'
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
        title={words.whatItIsFor}
        says={words.titleCategoryWhenItIsUsed}
        wrong={heading.map((part) => wrongUnder(wrong, [part])).find((one) => one !== undefined)}
        turn={heading.includes(String(reveal?.path[0])) ? reveal?.turn : undefined}
      >
        <div className="pair">
          <TextAt path={['title']} label={words.title} />
          <ChoiceAt path={['category']} label={words.categoryOfItsCases} options={optionsOf(categoryWords)} />
        </div>
        <TextAt path={['about']} label={words.whenItIsUsedAndWhy} rows={2} />
        <fieldset className={styles['inner-rows']}>
          <legend>{words.whatItGoesBy}</legend>
          <Rows
            label={words.sources2}
            items={sources}
            nameOf={(source, at) => textAt(source, []) || `Source ${at + 1}`}
            onChange={(next) => put(['sources'], next)}
            adds={[{ says: words.addASource, make: (): Json => '' }]}
          >
            {(_, at) => <TextAt path={['sources', at]} label={words.sourceValue(at + 1)} quiet />}
          </Rows>
        </fieldset>
      </Part>
      <section className={styles['edit-part']}>
        <h2>
          {words.tasks2}{' '}
          <span className="quiet">
            {words.mandatoryInAll({ many: mandatory.length, tasks: words.tasks(tasks.length) })}
          </span>
        </h2>
        {wrong.some(({ path }) => path.length === 1 && path[0] === 'tasks') && (
          <p className="row-wrong">{words.aPlaybookMustHoldAtLeast}</p>
        )}
        <PlaybookTasks />
      </section>
    </>
  )
}
