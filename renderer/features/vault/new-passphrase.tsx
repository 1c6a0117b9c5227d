import { PasswordInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { useStrength } from './use-strength.ts'
import { words } from './catalogue.ts'

interface Options {
  /** Names that count as guessed: the vault's, the member's. */
  about: readonly string[]
  label?: string
  autoFocus?: boolean
  /** What the command said; a weak passphrase is said at its field. */
  problem?: Failure | null
  onEdit?: () => void
}

interface NewPassphrase {
  passphrase: string
  /** Both fields: the passphrase with its strength in words, and the same once more. */
  fields: ReactElement
  /** Whether it can be sent; what is wrong is said at its field from then on. */
  check: () => boolean
  clear: () => void
}

/** A passphrase as it is chosen: typed twice, judged as one types. */
export function useNewPassphrase({
  about,
  label = words.passphrase,
  autoFocus,
  problem,
  onEdit,
}: Options): NewPassphrase {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const strength = useStrength(passphrase, about)
  const refused = problem?.code === 'WEAK_PASSPHRASE' ? problem.message : undefined
  const weak = tried && strength.tooWeak ? words.chooseAStrongerPassphrase : refused
  const differs = tried && passphrase !== again ? words.theTwoAreNotTheSame : undefined
  const field = (
    name: string,
    value: string,
    set: (next: string) => void,
    error: string | undefined,
    more: { description?: string; autoFocus?: boolean },
  ): ReactElement => (
    <PasswordInput
      label={name}
      autoComplete="off"
      value={value}
      error={error}
      aria-invalid={error !== undefined}
      onChange={(event) => {
        onEdit?.()
        set(event.currentTarget.value)
      }}
      visibilityToggleButtonProps={{ 'aria-label': words.showWhatIsTypedAs(name.toLowerCase()) }}
      {...more}
    />
  )
  return {
    passphrase,
    fields: (
      <>
        {field(label, passphrase, setPassphrase, weak, {
          description: strength.words,
          ...(autoFocus ? { autoFocus } : {}),
        })}
        {field(`${label} again`, again, setAgain, differs, {})}
      </>
    ),
    check: () => {
      const ready = !strength.tooWeak && passphrase === again
      setTried(!ready)
      return ready
    },
    clear: () => {
      setPassphrase('')
      setAgain('')
      setTried(false)
    },
  }
}
