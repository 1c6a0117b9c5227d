import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore, type ReactElement } from 'react'
import type { Asked } from '../../../shared/contract/commands.ts'
import { useImportFiles } from '../exchange/index.ts'
import { isPdfName, usePacketPicks } from '../packet/index.ts'
import { isSealedName, useSealedPicks } from '../report-form/index.ts'
import { useAsk } from '../../session/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { plainly } from '../../ui/name.ts'
import { plural } from '../../ui/words.ts'
import { useMay } from '../../session/may.tsx'
import { leaveFor, nameOfFolder, type VaultInfo } from '../../session/session.ts'

type Opened = Omit<Extract<Asked, { kind: 'open' }>, 'kind'>

const nothing: Opened = { files: [], vault: null }
// Outlives a lock: files that were opened before there was a vault are for the one that is opened next.
let opened = nothing
const listeners = new Set<() => void>()

/** Keeps what the person opened with Holdfast until a screen has taken it. */
export function putOpened({ files, vault }: Opened): void {
  opened = { files: [...new Set([...opened.files, ...files])], vault: vault ?? opened.vault }
  for (const listener of listeners) listener()
}

const take = (part: Partial<Opened>): void => {
  opened = { ...opened, ...part }
  for (const listener of listeners) listener()
}

const useOpened = (): Opened =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => opened,
  )

/** Whether what was opened as a vault is one, asked of the core: a folder's name says it, and a file may have it too. */
function useVaultThere(dir: string | null): { asked: boolean; none: ReactElement | null } {
  const { isPending, error } = useAsk('vault.look', { dir: dir ?? '' }, { enabled: dir !== null })
  const problem = dir !== null && error?.code === 'NOT_A_VAULT' ? error : null
  return {
    asked: dir !== null && !isPending,
    none: problem && <Problem problem={problem} onDismiss={() => take({ vault: null })} />,
  }
}

interface OpenedAtGateProps {
  onVault: (dir: string) => void
  /** PDFs were opened and are to be checked as packets, for which no vault is needed. */
  onPackets: () => void
}

/** Without an open vault: leads to the vault that was opened, has PDFs checked, and says that other files wait for a vault. */
export function OpenedAtGate({ onVault, onPackets }: OpenedAtGateProps): ReactElement | null {
  const { files, vault } = useOpened()
  const { asked, none } = useVaultThere(vault)
  const packets = usePacketPicks()
  useEffect(() => {
    const pdfs = files.filter(isPdfName)
    if (pdfs.length === 0) return
    take({ files: files.filter((name) => !isPdfName(name)) })
    packets.add(pdfs)
    onPackets()
  }, [files, packets, onPackets])
  useEffect(() => {
    if (vault === null || !asked || none) return
    take({ vault: null })
    onVault(vault)
  }, [vault, asked, none, onVault])
  return (
    <>
      {none}
      {files.length > 0 && (
        <p role="status">
          {plural(files.length, 'file waits', 'files wait')} to be looked at once a vault is open: {names(files)}
        </p>
      )}
    </>
  )
}

/** In an open vault: shows files where they are imported, and asks before it is locked for another. */
export function OpenedInVault({ vault: open }: { vault: VaultInfo }): ReactElement | null {
  const { files, vault } = useOpened()
  const writes = useMay('report.write')
  const navigate = useNavigate()
  const imports = useImportFiles()
  const sealed = useSealedPicks()
  const packets = usePacketPicks()
  const other = vault === open.dir ? null : vault
  const { asked, none } = useVaultThere(other)
  useEffect(() => {
    if (vault === open.dir) take({ vault: null })
  }, [vault, open.dir])
  useEffect(() => {
    const pdfs = files.filter(isPdfName)
    if (pdfs.length === 0) return
    take({ files: files.filter((name) => !isPdfName(name)) })
    packets.add(pdfs)
    void navigate({ to: '/check' })
  }, [files, packets, navigate])
  useEffect(() => {
    if (files.length === 0 || files.some(isPdfName) || !writes.now) return
    take({ files: [] })
    const reports = files.filter((name) => isSealedName({ name }))
    const others = files.filter((name) => !isSealedName({ name }))
    if (reports.length > 0) sealed.add(reports)
    if (others.length > 0) imports.add(others)
    void navigate({ to: reports.length > 0 ? '/queue/form' : '/queue/import' })
  }, [files, writes.now, imports, sealed, navigate])
  return (
    <>
      {none}
      {other !== null && asked && !none && (
        <p className="notice" role="status">
          <span className="notice-says">
            Open the vault <b>{plainly(nameOfFolder(other))}</b>? This one is locked first; what you typed stays in it.
          </span>
          <Button onClick={() => take({ vault: null })}>Stay here</Button>
          <Button
            variant="filled"
            onClick={() => {
              take({ vault: null })
              void leaveFor({ kind: 'unlock', dir: other, name: nameOfFolder(other) })
            }}
          >
            Lock and open it
          </Button>
        </p>
      )}
      {files.length > 0 && !writes.now && (
        <p className="notice" role="status">
          <span className="notice-says">
            Not imported: {names(files)}. {writes.why ?? 'None of your roles takes reports in.'}
          </span>
          <Button variant="subtle" onClick={() => take({ files: [] })}>
            Hide the notice
          </Button>
        </p>
      )}
    </>
  )
}

const names = (files: readonly string[]): string => files.map((file) => plainly(nameOfFolder(file))).join(', ')
