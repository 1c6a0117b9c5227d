import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Icon } from '../ui/icons.tsx'
import { useLate } from '../session/due.ts'
import { roomsFor } from './rooms.ts'
import { lockVault, type VaultInfo } from '../session/session.ts'
import { words } from './catalogue.ts'
import styles from './shell.module.css'

/** The rooms that the member may enter, and at the foot who is in it and the way to shut it. */
export function Rail({ vault }: { vault: VaultInfo }): ReactElement {
  const late = useLate()
  return (
    <nav className={styles.rail} aria-label={words.rooms}>
      {roomsFor(vault.permissions).map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          className={styles['rail-item']}
          activeProps={{ className: styles.on, 'aria-current': 'page' }}
        >
          <Icon name={icon} />
          <span>{name}</span>
          {to === '/tasks' && late > 0 && (
            <span className={styles['rail-count']} aria-hidden="true">
              {late}
            </span>
          )}
        </Link>
      ))}
      <i className={styles['rail-space']} />
      <Link
        to="/vault"
        className={styles['rail-item']}
        title={words.vaultOpenFor({ name: vault.name, memberName: vault.member.name })}
        activeProps={{ className: styles.on, 'aria-current': 'page' }}
      >
        <span className={styles.initials} aria-hidden="true">
          {initials(vault.member.name)}
        </span>
        <span>{words.vault}</span>
        <VisuallyHidden>{words.openFor({ name: vault.name, memberName: vault.member.name })}</VisuallyHidden>
      </Link>
      <button type="button" className={styles['rail-item']} onClick={() => void lockVault()} title={words.lockTheVault}>
        <Icon name="lock" />
        <span>{words.lock}</span>
      </button>
    </nav>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase()
