import { useEffect, useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react'
import { foldersIn } from './use-picked.ts'

interface TakesFilesProps {
  enabled: boolean
  says: string
  onFiles: (files: File[], folders: ReadonlySet<File>) => void
  children: ReactNode
}

/** A room that takes what is dropped on it or pasted: files, folders, and pictures from the clipboard. */
export function TakesFiles({ enabled, says, onFiles, children }: TakesFilesProps): ReactElement {
  const [dragging, setDragging] = useState(0)
  const give = useRef(onFiles)
  useEffect(() => {
    give.current = onFiles
  })
  useEffect(() => {
    if (!enabled) return undefined
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      give.current(files, new Set())
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [enabled])
  const carriesFiles = (event: DragEvent): boolean => enabled && event.dataTransfer.types.includes('Files')
  return (
    <div
      className="with-panel-room"
      onDragEnter={(event) => carriesFiles(event) && setDragging(dragging + 1)}
      onDragLeave={(event) => carriesFiles(event) && setDragging(Math.max(0, dragging - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        setDragging(0)
        // A vault's folder, which the window opens.
        if (event.isDefaultPrevented()) return
        event.preventDefault()
        if (!enabled) return
        const folders = foldersIn(event.dataTransfer)
        const files = [...event.dataTransfer.files]
        // Two views of one file are two objects: it is known by its name.
        const names = new Set([...folders].map(({ name }) => name))
        onFiles(files, new Set(files.filter(({ name }) => names.has(name))))
      }}
    >
      {children}
      {dragging > 0 && (
        <div className="drop-zone" aria-hidden="true">
          <p>{says}</p>
        </div>
      )}
    </div>
  )
}
