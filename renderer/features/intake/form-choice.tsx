import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

/** The form that is being filled in, and the others: changing it keeps what was typed. */
export function FormChoice({ form, onChoose }: { form: string; onChoose: (key: string) => void }): ReactElement {
  const forms = useAsk('template.list', { kind: 'form' }).data?.items ?? []
  const options = forms.map(({ key, title }) => ({ value: key, label: title }))
  return (
    <NativeSelect
      aria-label={words.category}
      className={styles['form-choice']}
      data={options.length > 0 ? options : [form]}
      value={form}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}
