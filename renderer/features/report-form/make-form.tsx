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
import styles from './report-form.module.css'

type Language = (typeof languages)[number]
const names: Record<Language, string> = { en: 'English', es: 'Spanish', fr: 'French', ar: 'Arabic' }

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
    says: { forms: 'Choose at least one.', languages: 'Choose at least one.' },
    action: { ...byTask(making, 'Writing the form'), problem: null },
    stays: true,
  })
  const spoken = form.field('languages')
  return (
    <section className={styles.part} aria-label="Make a form">
      <h2>Make a form</h2>
      <Problem problem={forms.error} title="The forms could not be read" onRetry={() => void forms.refetch()} />
      <ContractForm form={form} does="Write the form" failed="The form was not written">
        <Checkbox.Group
          label="Forms"
          description="Of several, the reporter chooses one."
          {...form.field('forms')}
          value={pickedOf(form.values.forms)}
        >
          <div className={styles.boxes}>
            {items.map(({ key, title, version }) => (
              <Checkbox key={key} value={key} label={version === 0 ? title : `${title}, version ${version}`} />
            ))}
          </div>
        </Checkbox.Group>
        <Checkbox.Group
          label="Languages"
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
        <Problem problem={making.task.failure} title="The form was not written" onDismiss={making.dismiss} />
      )}
      {making.result && (
        <ShownFile
          file={making.result.file}
          says={`The form is ready to give away (${showSize(making.result.size)}).`}
        />
      )}
    </section>
  )
}
