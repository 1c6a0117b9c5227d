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
import { useMay } from '../../session/may.tsx'
import { leaveFor, nameOfFolder, type VaultInfo } from '../../session/session.ts'
import { words } from './catalogue.ts'

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
          {words.toBeLookedAtOnceA({ filesWait: words.filesWait(files.length), names: names(files) })}
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
          <span className="notice-says">{words.openTheVaultThisOneIs(<b>{plainly(nameOfFolder(other))}</b>)}</span>
          <Button onClick={() => take({ vault: null })}>{words.stayHere}</Button>
          <Button
            variant="filled"
            onClick={() => {
              take({ vault: null })
              void leaveFor({ kind: 'unlock', dir: other, name: nameOfFolder(other) })
            }}
          >
            {words.lockAndOpenIt}
          </Button>
        </p>
      )}
      {files.length > 0 && !writes.now && (
        <p className="notice" role="status">
          <span className="notice-says">
            {words.notImported({ names: names(files), why: writes.why ?? words.noneOfYourRolesTakesReports })}
          </span>
          <Button variant="subtle" onClick={() => take({ files: [] })}>
            {words.hideTheNotice}
          </Button>
        </p>
      )}
    </>
  )
}

const names = (files: readonly string[]): string => files.map((file) => plainly(nameOfFolder(file))).join(', ')
