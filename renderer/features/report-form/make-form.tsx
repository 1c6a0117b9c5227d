import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import { languages } from '../../../shared/contract/forms.ts'
import { useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { byTask, ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { showSize } from '../../../shared/kernel/show.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

type Language = (typeof languages)[number]
const names: Record<Language, string> = words.names

/** A choice of forms and languages, and the file that they make. */
export function MakeForm(): ReactElement {
  const forms = useAsk('template.list', { kind: 'form' })
  const making = useTask('form.export')
  const items = forms.data?.items ?? []
  const pickedOf = (chosen: readonly string[]): string[] =>
    items.filter(({ key }) => chosen.includes(key)).map(({ key }) => key)
  const form = useContractForm('form.export', {
    kept: 'forms to give away',
    values: { forms: [] as string[], languages: [...languages] as Language[] },
    input: (chosen) => ({ forms: pickedOf(chosen.forms), languages: chosen.languages }),
    says: { forms: words.chooseAtLeastOne, languages: words.chooseAtLeastOne },
    action: { ...byTask(making, words.writingTheForm), problem: null },
    stays: true,
  })
  const spoken = form.field('languages')
  return (
    <section className={styles.part} aria-label={words.makeAForm}>
      <h2>{words.makeAForm}</h2>
      <Problem problem={forms.error} title={words.theFormsCouldNotBeRead} onRetry={() => void forms.refetch()} />
      <ContractForm form={form} does={words.writeTheForm} failed={words.theFormWasNotWritten}>
        <Checkbox.Group
          label={words.forms}
          description={words.ofSeveralTheReporterChoosesOne}
          {...form.field('forms')}
          value={pickedOf(form.values.forms)}
        >
          <div className={styles.boxes}>
            {items.map(({ key, title, version }) => (
              <Checkbox
                key={key}
                value={key}
                label={version === 0 ? title : words.versionTitleVersion({ title, version })}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Checkbox.Group
          label={words.languages}
          {...spoken}
          onChange={(all) => spoken.onChange(languages.filter((one) => all.includes(one)))}
        >
          <div className={styles.boxes}>
            {languages.map((one) => (
              <Checkbox key={one} value={one} label={names[one]} />
            ))}
          </div>
        </Checkbox.Group>
      </ContractForm>
      <TaskProgress task={making.task} />
      {making.task?.state === 'failed' && (
        <Problem problem={making.task.failure} title={words.theFormWasNotWritten} onDismiss={making.dismiss} />
      )}
      {making.result && (
        <ShownFile file={making.result.file} says={words.theFormIsReadyToGive(showSize(making.result.size))} />
      )}
    </section>
  )
}
