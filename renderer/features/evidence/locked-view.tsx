import { Button, PasswordInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { words } from './catalogue.ts'
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
      <h2>{words.itIsEncrypted}</h2>
      <p>{words.givePassword}</p>
      <PasswordInput
        label={words.password}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        {...(view.wrong ? { error: words.wrongPassword } : {})}
      />
      <Button type="submit" variant="filled" disabled={typed === ''}>
        {words.open}
      </Button>
    </form>
  )
}
