import { Button, PasswordInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ViewProps } from './which.ts'
import styles from './viewer.module.css'

/** Asks for the password of what is encrypted. It stays in the reader while that is open, and is kept nowhere. */
export function LockedView({ view, onPassword }: ViewProps<'locked'>): ReactElement {
  const [typed, setTyped] = useState('')
  return (
    <form
      className={styles.sheet}
      onSubmit={(event) => {
        event.preventDefault()
        onPassword(typed)
      }}
    >
      <h2>It is encrypted</h2>
      <p>Give its password to look at it. The password is not written down anywhere.</p>
      <PasswordInput
        label="Password"
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        {...(view.wrong ? { error: 'This password does not open it.' } : {})}
      />
      <Button type="submit" variant="filled" disabled={typed === ''}>
        Open
      </Button>
    </form>
  )
}
