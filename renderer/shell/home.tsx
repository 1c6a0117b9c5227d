import { Link, Navigate, useLocation, useMatches } from '@tanstack/react-router'
import { useState, type ReactElement, type ReactNode } from 'react'
import { Empty } from '../ui/empty.tsx'
import { firstRoom, neededAt } from './rooms.ts'
import { useVault, type VaultInfo } from '../session/session.ts'
import { words } from './catalogue.ts'

/** Where a member begins: the first room that they may enter. */
export function Home(): ReactElement | null {
  const vault = useVault()
  return vault ? <Navigate to={firstRoom(vault.permissions)} replace /> : null
}

/** A room is entered only by those who may: nothing is asked there for anybody else, so no refusal is put on record. */
export function Door({ vault, children }: { vault: VaultInfo; children: ReactNode }): ReactNode {
  const { pathname } = useLocation()
  // On the way to another room the address is there first; what is still drawn is the room that is left.
  const drawn = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? pathname })
  const isClosed = (place: string): boolean => {
    const needs = neededAt(place)
    return needs !== null && !vault.permissions.includes(needs)
  }
  // Where the window stood when the vault was opened is no place that this member chose.
  const [found] = useState(pathname)
  if (!isClosed(pathname)) return isClosed(drawn) ? null : children
  if (pathname === found) return <Navigate to={firstRoom(vault.permissions)} replace />
  return (
    <Empty title={words.closedRoom} says={words.yourRolesDoNotOpenThis(vault.member.roles.join(', '))}>
      <Link to={firstRoom(vault.permissions)}>{words.goToWhereYouMayWork}</Link>
    </Empty>
  )
}
