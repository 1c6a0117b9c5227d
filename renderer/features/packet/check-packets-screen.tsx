import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useImportFiles } from '../exchange/index.ts'
import { CheckPackets } from './check-packets.tsx'
import { useGoBack } from '../../session/go-back.ts'
import { useMay } from '../../session/may.tsx'

/** Packets from outside, in an open vault: what is none can be imported like any other file. */
export function CheckPacketsScreen(): ReactElement {
  const navigate = useNavigate()
  const imports = useImportFiles()
  const may = useMay('report.write').now
  const onImport = (file: string): void => {
    imports.add([file])
    void navigate({ to: '/queue/import' })
  }
  return <CheckPackets onBack={useGoBack()} onImport={may ? onImport : undefined} />
}
