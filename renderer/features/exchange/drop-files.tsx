import { useState, type DragEvent, type ReactElement, type ReactNode } from 'react'
import { useReadingForm } from '../../session/reading-form.ts'
import styles from './import.module.css'

interface DropFilesProps {
  says: string
  onFiles: (files: File[]) => void
  children: ReactNode
}

/** A part of the window that takes files which are dropped anywhere on it. */
export function DropFiles({ says, onFiles, children }: DropFilesProps): ReactElement {
  const [depth, setDepth] = useState(0)
  const reading = useReadingForm()
  const carries = (event: DragEvent): boolean => !reading && event.dataTransfer.types.includes('Files')
  return (
    <div
      className={styles['drop-files']}
      onDragEnter={(event) => carries(event) && setDepth(depth + 1)}
      onDragLeave={(event) => carries(event) && setDepth(Math.max(0, depth - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        setDepth(0)
        // A vault's folder, which the window opens.
        if (event.isDefaultPrevented()) return
        event.preventDefault()
        if (!reading) onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {depth > 0 && (
        <div className="drop-zone" aria-hidden="true">
          <p>{says}</p>
        </div>
      )}
    </div>
  )
}
