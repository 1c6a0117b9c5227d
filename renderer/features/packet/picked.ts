import { useCallback } from 'react'
import { useKept } from '../../session/kept.ts'

interface PacketPicks {
  /** Paths of the PDFs that are to be checked, the newest first. */
  files: readonly string[]
  add: (paths: readonly string[]) => void
  leave: (path: string) => void
}

/** PDFs from outside that are checked as packets; they stay while the window goes elsewhere. */
export function usePacketPicks(): PacketPicks {
  const [files, setFiles] = useKept<readonly string[]>('packets to check', [])
  const add = useCallback((paths: readonly string[]) => setFiles([...new Set([...paths, ...files])]), [files, setFiles])
  return { files, add, leave: (path) => setFiles(files.filter((one) => one !== path)) }
}

export const isPdfName = (path: string): boolean => path.toLowerCase().endsWith('.pdf')
