import { Link, Navigate, useLocation } from '@tanstack/react-router'
import { useState, type ReactElement, type ReactNode } from 'react'
import { Empty } from '../ui/empty.tsx'
import { firstRoom, neededAt } from './rooms.ts'
import { useVault, type VaultInfo } from './session.ts'

/** Where a member begins: the first room that they may enter. */
export function Home(): ReactElement | null {
  const vault = useVault()
  return vault ? <Navigate to={firstRoom(vault.permissions)} replace /> : null
}

/** A room is entered only by those who may: nothing is asked there for anybody else, so no refusal is put on record. */
export function Door({ vault, children }: { vault: VaultInfo; children: ReactNode }): ReactNode {
  const { pathname } = useLocation()
  const needs = neededAt(pathname)
  const closed = needs !== null && !vault.permissions.includes(needs)
  // Where the window stood when the vault was opened is no place that this member chose.
  const [found] = useState(pathname)
  if (!closed) return children
  if (pathname === found) return <Navigate to={firstRoom(vault.permissions)} replace />
  return (
    <Empty title="Closed room" says={`Your roles (${vault.member.roles.join(', ')}) do not open this room.`}>
      <Link to={firstRoom(vault.permissions)}>Go to where you may work</Link>
    </Empty>
  )
}
