import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { FolderUse } from '../../../shared/contract/computer.ts'
import { Problem } from '../../ui/problem.tsx'
import { useChooseFolder } from './use-choose.ts'
import { words } from './catalogue.ts'
import styles from './computer.module.css'

interface FolderFieldProps {
  label: string
  use: FolderUse
  value: string
  onChange: (path: string) => void
  /** Takes a folder that was chosen; left out: it becomes the value. */
  onChosen?: ((folder: string) => void) | undefined
  placeholder?: string
  autoFocus?: boolean
}

/** A folder: chosen in the system's dialog where the host has one, or typed. */
export function FolderField({ label, use, value, onChange, onChosen, ...more }: FolderFieldProps): ReactElement {
  const choosing = useChooseFolder(use, label)
  const choose = async (): Promise<void> => {
    const folder = await choosing.choose()
    if (folder !== null) (onChosen ?? onChange)(folder)
  }
  return (
    <>
      <div className={styles['folder-field']}>
        <TextInput label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} {...more} />
        {choosing.can && (
          <Button onClick={() => void choose()} disabled={choosing.running} aria-label={words.chooseLabel(label)}>
            {words.choose}
          </Button>
        )}
      </div>
      <Problem problem={choosing.failure} title={words.noFolderCouldBeChosen} onDismiss={choosing.dismiss} />
    </>
  )
}
