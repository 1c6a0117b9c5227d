import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { queries, useCommand } from '../../session/client.ts'
import { keep, useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useChooseFolder } from '../computer/index.ts'
import { useNewPassphrase } from './new-passphrase.tsx'
import { words } from './catalogue.ts'

/** A vault in three steps: its name, its first member, the passphrase that opens it. */
export function MakeVault({ folder, onBack }: { folder: string; onBack: () => void }): ReactElement {
  const [step, setStep] = useState(0)
  const [name, setName] = useKept('make name', '')
  const [member, setMember] = useKept('make member', '')
  const [chosenFolder, setFolder] = useKept<string | null>('make folder', null)
  const choosing = useChooseFolder('make')
  const choose = async (): Promise<void> => setFolder((await choosing.choose()) ?? chosenFolder)
  const [tried, setTried] = useState(false)
  const create = useCommand('vault.create')
  const chosen = useNewPassphrase({
    about: [name, member],
    autoFocus: true,
    problem: create.error,
    onEdit: create.reset,
  })
  const back = (): void => (step === 0 ? onBack() : setStep(step - 1))
  useKeys(words.makeAVault, [{ key: 'Escape', says: words.goOneStepBack, run: back }])

  const errors = [
    name.trim() === '' ? words.giveTheVaultAName : undefined,
    member.trim() === '' ? words.giveTheNameThatEntriesWill : undefined,
  ]

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (step < 2 ? errors[step] : !chosen.check()) {
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
      {
        ...(chosenFolder === null ? {} : { folder: chosenFolder }),
        name: name.trim(),
        member: member.trim(),
        passphrase: chosen.passphrase,
      },
      {
        onSuccess: () => {
          keep('offer sheet', true)
          void queries.invalidateQueries({ queryKey: ['app.state'] })
        },
      },
    )
  }

  return (
    <form className="form" onSubmit={submit} key={step}>
      <div>
        <p className="quiet">{words.stepOf(step + 1)}</p>
        <h1>{[words.nameTheVault, words.sayWhoYouAre, words.chooseAPassphrase][step]}</h1>
      </div>
      {step === 0 && (
        <>
          <TextInput
            label={words.vaultName}
            autoFocus
            description={words.keptIn(chosenFolder ?? folder)}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && errors[0]}
          />
          {choosing.can && (
            <div className="actions">
              <Button variant="subtle" onClick={() => void choose()} disabled={choosing.running}>
                {words.keepItInAnotherFolder}
              </Button>
            </div>
          )}
          <Problem problem={choosing.failure} title={words.noFolderCouldBeChosen} onDismiss={choosing.dismiss} />
        </>
      )}
      {step === 1 && (
        <TextInput
          label={words.yourName}
          autoFocus
          description={words.everyEntryInTheRecordSays}
          value={member}
          maxLength={200}
          onChange={(event) => setMember(event.currentTarget.value)}
          error={tried && errors[1]}
        />
      )}
      {step === 2 && (
        <>
          {chosen.fields}
          <p className="quiet">{words.nobodyCanOpenTheVaultWithout}</p>
        </>
      )}
      <Problem problem={create.error} title={words.theVaultWasNotMade} />
      <div className="actions">
        <Button type="submit" variant="filled" disabled={create.isPending}>
          {step < 2 ? words.continue : create.isPending ? words.makingTheVault : words.makeTheVault}
        </Button>
        <Button onClick={back}>{words.back}</Button>
      </div>
    </form>
  )
}
