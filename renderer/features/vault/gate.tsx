import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { useCallback, type FormEvent, type ReactElement } from 'react'
import { bridge } from '../../session/bridge.ts'
import { useCommands } from '../../session/commands.ts'
import { useKept } from '../../session/kept.ts'
import { OpenedAtGate } from '../opened/index.ts'
import { useOpenVault, About, FolderField, Preferences } from '../computer/index.ts'
import { nameOfFolder, useGateStep, useLockReason, type AppState, type GateStep } from '../../session/session.ts'
import { useTitle } from '../../session/title.ts'
import { CheckPackets } from '../packet/index.ts'
import { MakeVault } from './make-vault.tsx'
import { Recover } from './recover.tsx'
import { Restore } from './restore.tsx'
import { Sample } from './sample.tsx'
import { Unlock } from './unlock.tsx'
import { words } from './catalogue.ts'
import styles from './gate.module.css'

const reasons = {
  get asked() {
    return words.theVaultIsLocked
  },
  get idle() {
    return words.theVaultLockedItselfBecauseNobody
  },
  get closing() {
    return words.theVaultWasClosedByThe
  },
  get ended() {
    return words.thePartOfHoldfastThatHolds
  },
} as const

/** Without an open vault: make one, open one, or look at the sample. */
export function Gate({ state }: { state: AppState }): ReactElement {
  const reason = useLockReason()
  const latest = state.vaults[0]
  const [chosen, setStep] = useGateStep()
  const step: GateStep =
    chosen ?? (reason && latest ? { kind: 'unlock', dir: latest.dir, name: latest.name } : { kind: 'choose' })
  useTitle('room', step.kind === 'unlock' ? words.locked : words.vaults)
  useTitle('vault', 'name' in step ? step.name : undefined)
  const back = (): void => setStep({ kind: 'choose' })
  const openVault = useCallback((dir: string) => setStep({ kind: 'unlock', dir, name: nameOfFolder(dir) }), [setStep])
  const openChosen = useOpenVault(openVault, back)
  const asideFrom = 'back' in step ? step.back : chosen
  const aside = (kind: 'about' | 'preferences' | 'check') => () => setStep({ kind, back: asideFrom })
  const checkPackets = useCallback(() => setStep({ kind: 'check', back: asideFrom }), [setStep, asideFrom])
  useCommands({
    'window.new': bridge.newWindow,
    'vault.new': () => setStep({ kind: 'make' }),
    'vault.open': openChosen,
    'packet.check': checkPackets,
    preferences: aside('preferences'),
    about: aside('about'),
  })
  const opened = <OpenedAtGate onVault={openVault} onPackets={checkPackets} />
  if (step.kind === 'about' || step.kind === 'preferences' || step.kind === 'check') {
    const leave = (): void => setStep(step.back)
    return (
      <main className={styles['computer-alone']}>
        {step.kind === 'about' && <About vault={null} onBack={leave} />}
        {step.kind === 'preferences' && <Preferences onBack={leave} />}
        {step.kind === 'check' && <CheckPackets onBack={leave} />}
        {opened}
      </main>
    )
  }
  return (
    <main className="gate">
      <div className={styles['gate-card']}>
        {step.kind === 'choose' && <Choose state={state} onStep={setStep} />}
        {step.kind === 'make' && <MakeVault folder={state.defaultFolder} onBack={back} />}
        {step.kind === 'restore' && <Restore folder={state.defaultFolder} onBack={back} onOpen={openVault} />}
        {step.kind === 'unlock' && (
          <Unlock
            dir={step.dir}
            name={step.name}
            reason={reason ? reasons[reason] : null}
            onBack={back}
            onRecover={() => setStep({ ...step, kind: 'recover' })}
          />
        )}
        {step.kind === 'recover' && (
          <Recover dir={step.dir} name={step.name} onBack={() => setStep({ ...step, kind: 'unlock' })} />
        )}
      </div>
      {opened}
      <footer className={clsx(styles['gate-foot'], 'quiet')}>
        <span>{words.holdfastVersion(state.version)}</span>
        <Button variant="subtle" onClick={checkPackets}>
          {words.checkAPacket}
        </Button>
        <Button variant="subtle" onClick={aside('preferences')}>
          {words.thisComputer}
        </Button>
        <Button variant="subtle" onClick={aside('about')}>
          {words.about}
        </Button>
      </footer>
    </main>
  )
}

function Choose({ state, onStep }: { state: AppState; onStep: (step: GateStep) => void }): ReactElement {
  const [path, setPath] = useKept('gate path', '')
  const first = state.vaults.length === 0
  const open = (dir: string): void => onStep({ kind: 'unlock', dir, name: nameOfFolder(dir) })
  const openPath = (event: FormEvent): void => {
    event.preventDefault()
    const dir = path.trim()
    if (dir !== '') open(dir)
  }
  return (
    <>
      <h1>{words.holdfast}</h1>
      <p className={styles.lead}>{first ? words.reportsCasesAndEvidenceLiveIn : words.chooseAVaultToOpen}</p>
      {!first && (
        <ul className={styles.vaults} aria-label={words.vaultsOnThisComputer}>
          {state.vaults.map(({ dir, name }) => (
            <li key={dir}>
              <button type="button" onClick={() => onStep({ kind: 'unlock', dir, name })}>
                <b>{name}</b>
                <small>{dir}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <Button variant={first ? 'filled' : 'default'} onClick={() => onStep({ kind: 'make' })}>
          {words.makeAVault}
        </Button>
        <Sample />
        <Button onClick={() => onStep({ kind: 'restore' })}>{words.restoreABackup}</Button>
      </div>
      <form onSubmit={openPath} className={styles['by-path']}>
        <FolderField
          label={words.folderOfAVault}
          use="open"
          placeholder={words.nameHoldfast(state.defaultFolder)}
          value={path}
          onChange={setPath}
          onChosen={open}
        />
        <Button type="submit" disabled={path.trim() === ''}>
          {words.openVault}
        </Button>
      </form>
    </>
  )
}
