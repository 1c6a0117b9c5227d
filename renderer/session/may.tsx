import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentPropsWithoutRef, MouseEvent, ReactElement } from 'react'
import type { Permission } from '../../shared/contract/permissions.ts'
import { useIsPast } from './as-of.tsx'
import { mayIn, type May } from './permitted.ts'
import { useVault } from './session.ts'

/** What the member at work may do. Before the vault's facts are here: nothing. */
export const useMay = (permission: Permission): May => mayIn(useVault(), permission)

type Native = Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps>

/**
 * A button for what will be recorded: absent where no role of the member grants it and in the past; dead, with the reason, where the vault
 * takes no entries. It keeps the focus then, so that the reason is heard too.
 */
export function Act({ needs, onClick, ...button }: { needs: Permission } & ButtonProps & Native): ReactElement | null {
  const { granted, why } = useMay(needs)
  const past = useIsPast()
  if (!granted || past) return null
  if (why === null) return <Button {...button} onClick={onClick} />
  // A submit button would send its form even so.
  const refuse = (event: MouseEvent): void => event.preventDefault()
  return <Button {...button} disabled={false} aria-disabled data-disabled title={why} onClick={refuse} />
}
