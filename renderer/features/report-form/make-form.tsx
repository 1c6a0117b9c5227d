import { Checkbox } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { languages } from '../../../shared/contract/forms.ts'
import { useAsk } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { useTask } from '../../app/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { showSize } from '../../../shared/kernel/show.ts'

type Language = (typeof languages)[number]
const names: Record<Language, string> = { en: 'English', es: 'Spanish', fr: 'French', ar: 'Arabic' }

/** A choice of forms and languages, and the file that they make. */
export function MakeForm(): ReactElement {
  const forms = useAsk('template.list', { kind: 'form' })
  const [chosen, setChosen] = useKept<string[]>('forms to give away', [])
  const [spoken, setSpoken] = useKept<Language[]>('languages of forms', [...languages])
  const [tried, setTried] = useState(false)
  const making = useTask('form.export')
  const items = forms.data?.items ?? []
  const picked = items.filter(({ key }) => chosen.includes(key)).map(({ key }) => key)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (picked.length === 0 || spoken.length === 0 || making.running) return
    void making.run({ forms: picked, languages: languages.filter((one) => spoken.includes(one)) }, 'Writing the form')
  }
  return (
    <section className="part" aria-label="Make a form">
      <h2>Make a form</h2>
      <Problem problem={forms.error} title="The forms could not be read" onRetry={() => void forms.refetch()} />
      <form className="form" onSubmit={submit}>
        <Checkbox.Group
          label="Forms"
          description="Of several, the reporter chooses one."
          value={picked}
          onChange={setChosen}
          error={tried && picked.length === 0 && 'Choose at least one.'}
        >
          <div className="boxes">
            {items.map(({ key, title, version }) => (
              <Checkbox key={key} value={key} label={version === 0 ? title : `${title}, version ${version}`} />
            ))}
          </div>
        </Checkbox.Group>
        <Checkbox.Group
          label="Languages"
          value={spoken}
          onChange={(all) => setSpoken(languages.filter((one) => all.includes(one)))}
          error={tried && spoken.length === 0 && 'Choose at least one.'}
        >
          <div className="boxes">
            {languages.map((one) => (
              <Checkbox key={one} value={one} label={names[one]} />
            ))}
          </div>
        </Checkbox.Group>
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={making.running}>
            Write the form
          </Act>
        </div>
      </form>
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
