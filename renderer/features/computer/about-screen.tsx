import type { ReactElement } from 'react'
import { useGoBack } from '../../app/go-back.ts'
import { useVault } from '../../app/session.ts'
import { About } from './about.tsx'

/** About, in an open vault. */
export function AboutScreen(): ReactElement {
  const vault = useVault()
  const onBack = useGoBack()
  return <About vault={vault ?? null} onBack={onBack} />
}
