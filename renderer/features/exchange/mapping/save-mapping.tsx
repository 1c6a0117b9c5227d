import { english, inLanguage } from '../../../../shared/kernel/catalogue.ts'
import { TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import { useCommand } from '../../../session/client.ts'
import { Act } from '../../../session/may.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { words } from '../catalogue.ts'
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
        label={words.keepThisMappingAs}
        value={title}
        maxLength={100}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Act
        needs="settings.write"
        disabled={key === '' || save.isPending}
        onClick={() =>
          save.mutate({
            kind: 'mapping',
            key,
            base: 0,
            reason: inLanguage(english, () => words.keptFromAnImport),
            body: { title, map },
          })
        }
      >
        {words.keepMapping}
      </Act>
      {save.isSuccess && <span role="status">{words.keptAs(title)}</span>}
      <Problem problem={save.error} title={words.theMappingWasNotKept} />
    </div>
  )
}
