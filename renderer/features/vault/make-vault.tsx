import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { queries, useCommand } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { useKeys } from '../../app/keys.ts'
import { Problem } from '../../ui/problem.tsx'
import { strengthOf } from './strength.ts'

const titles = ['Name the vault', 'Say who you are', 'Choose a passphrase'] as const

/** A vault in three steps: its name, its first member, the passphrase that opens it. */
export function MakeVault({ folder, onBack }: { folder: string; onBack: () => void }): ReactElement {
  const [step, setStep] = useState(0)
  const [name, setName] = useKept('make name', '')
  const [member, setMember] = useKept('make member', '')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const create = useCommand('vault.create')
  const back = (): void => (step === 0 ? onBack() : setStep(step - 1))
  useKeys('Make a vault', [{ key: 'Escape', says: 'go one step back', run: back }])

  const strength = strengthOf(passphrase)
  const errors = [
    name.trim() === '' ? 'Give the vault a name.' : undefined,
    member.trim() === '' ? 'Give the name that entries will carry.' : undefined,
    strength.tooWeak ? 'Choose a longer passphrase.' : undefined,
  ]
  const differs = passphrase !== again ? 'The two are not the same.' : undefined

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (errors[step] ?? (step === 2 ? differs : undefined)) {
      setTried(true)
      return
    }
    setTried(false)
    if (step < 2) {
      setStep(step + 1)
      return
    }
    if (create.isPending) return
    create.mutate(
      { name: name.trim(), member: member.trim(), passphrase },
      { onSuccess: () => void queries.invalidateQueries({ queryKey: ['app.state'] }) },
    )
  }

  return (
    <form className="form" onSubmit={submit} key={step}>
      <div>
        <p className="quiet">Step {step + 1} of 3</p>
        <h1>{titles[step]}</h1>
      </div>
      {step === 0 && (
        <TextInput
          label="Vault name"
          autoFocus
          description={`Kept in ${folder}`}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && errors[0]}
        />
      )}
      {step === 1 && (
        <TextInput
          label="Your name"
          autoFocus
          description="Every entry in the record says who made it."
          value={member}
          maxLength={200}
          onChange={(event) => setMember(event.currentTarget.value)}
          error={tried && errors[1]}
        />
      )}
      {step === 2 && (
        <>
          <PasswordInput
            label="Passphrase"
            autoFocus
            autoComplete="off"
            description={strength.words}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={tried && errors[2]}
            aria-invalid={tried && errors[2] !== undefined}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
          />
          <PasswordInput
            label="Passphrase again"
            autoComplete="off"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            error={tried && differs}
            aria-invalid={tried && differs !== undefined}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed again' }}
          />
          <p className="quiet">Nobody can open the vault without it, and nobody can reset it.</p>
        </>
      )}
      <Problem problem={create.error} title="The vault was not made" />
      <div className="actions">
        <Button type="submit" variant="filled" disabled={create.isPending}>
          {step < 2 ? 'Continue' : create.isPending ? 'Making the vault' : 'Make the vault'}
        </Button>
        <Button onClick={back}>Back</Button>
      </div>
    </form>
  )
}
