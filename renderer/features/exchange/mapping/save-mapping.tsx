import { TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import { useCommand } from '../../../session/client.ts'
import { Act } from '../../../session/may.tsx'
import { Problem } from '../../../ui/problem.tsx'
import styles from '../import.module.css'

/** Keeps a mapping under a name, for the next table of the same sender. */
export function SaveMapping({ map }: { map: ImportMap }): ReactElement {
  const [title, setTitle] = useState('')
  const save = useCommand('template.save')
  const key = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
  return (
    <div className={styles['import-save']}>
      <TextInput
        label="Keep this mapping as"
        value={title}
        maxLength={100}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Act
        needs="settings.write"
        disabled={key === '' || save.isPending}
        onClick={() =>
          save.mutate({ kind: 'mapping', key, base: 0, reason: 'Kept from an import', body: { title, map } })
        }
      >
        Keep mapping
      </Act>
      {save.isSuccess && <span role="status">Kept as “{title}”.</span>}
      <Problem problem={save.error} title="The mapping was not kept" />
    </div>
  )
}
