import { Button, PasswordInput } from '@mantine/core'
import { useEffect, useId, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { createPortal } from 'react-dom'
import type { Output } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../session/client.ts'
import { forgetKept, keep, useKept } from '../../session/kept.ts'
import { CopiedNote } from '../../session/secret-copies.tsx'
import { Problem } from '../../ui/problem.tsx'
import { dayAndClock } from '../../ui/time.ts'
import { QrCode } from './qr-code.tsx'
import styles from './recovery-sheet.module.css'

type SheetText = Output<'vault.newRecoverySheet'>
const shownKey = 'recovery sheet shown'

/** Shows a sheet that was just made, over whatever screen comes next, until it is closed or the vault locks. */
export function showSheet(sheet: SheetText | null): void {
  if (sheet) keep(shownKey, sheet)
}

/** The sheet that is being shown, if one is. */
export function ShownSheet(): ReactElement | null {
  const [sheet] = useKept<SheetText | null>(shownKey, null)
  return sheet && <Sheet sheet={sheet} onClose={() => forgetKept(shownKey)} />
}

/** Asks for the passphrase once more, then shows a new recovery sheet until it is closed. It is kept nowhere. */
export function RecoverySheet({ hasSheet }: { hasSheet: boolean }): ReactElement {
  const [passphrase, setPassphrase] = useState('')
  const make = useCommand('vault.newRecoverySheet')
  const wrong = make.error?.code === 'WRONG_PASSPHRASE'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (passphrase === '' || make.isPending) return
    make.mutate(
      { passphrase },
      {
        onSuccess: (made) => {
          setPassphrase('')
          showSheet(made)
          // The command's own memory of its answer would outlive the sheet.
          make.reset()
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} aria-labelledby="recovery-sheet">
      <h2 id="recovery-sheet">Recovery sheet</h2>
      <p>
        {hasSheet
          ? 'There is a sheet for you. A new one makes it void: you get new keys and the vault a new key. Copies made before still open what they hold.'
          : 'There is no sheet for you yet: if the passphrase is lost, you cannot open the vault again.'}
      </p>
      <PasswordInput
        label="Passphrase"
        autoComplete="off"
        value={passphrase}
        error={wrong ? make.error?.message : undefined}
        aria-invalid={wrong}
        onChange={(event) => {
          make.reset()
          setPassphrase(event.currentTarget.value)
        }}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed as passphrase' }}
      />
      {!wrong && <Problem problem={make.error} title="No sheet was made" />}
      <div className="actions">
        <Button type="submit" disabled={passphrase === '' || make.isPending}>
          {hasSheet ? 'Make a new recovery sheet' : 'Make a recovery sheet'}
        </Button>
      </div>
    </form>
  )
}

/** The sheet itself, over everything else: on the screen to be checked, on paper to be kept. */
function Sheet({ sheet, onClose }: { sheet: SheetText; onClose: () => void }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    dialog.current?.showModal()
    // Read from its top, not from the button that the browser would choose.
    dialog.current?.querySelector('h1')?.focus()
  }, [])
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.sheet}
      role="dialog"
      aria-modal="true"
      aria-labelledby={heading}
      // It is shown once: only its own button takes it away.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault()
      }}
    >
      <header>
        <h1 id={heading} tabIndex={-1}>
          Recovery sheet
        </h1>
        <p>
          These words open the vault for {sheet.member} without the passphrase. Whoever reads them can do the same: keep
          the sheet as you keep the evidence, and away from the computer.
        </p>
      </header>
      <dl className="facts">
        <div>
          <dt>Vault</dt>
          <dd>{sheet.vault}</dd>
        </div>
        <div>
          <dt>Member</dt>
          <dd>{sheet.member}</dd>
        </div>
        <div>
          <dt>Made</dt>
          <dd>{dayAndClock(sheet.madeAt)}. Sheets made before open this vault no more.</dd>
        </div>
        <div>
          <dt>Root, SHA-256</dt>
          <dd className="mono">{sheet.rootFingerprint.match(/.{4}/g)?.join(' ')}</dd>
        </div>
      </dl>
      <div className={styles['sheet-body']}>
        <ol className={styles['sheet-words']} aria-label="Words of the sheet" data-secret>
          {sheet.words.map((word, index) => (
            // oxlint-disable-next-line no-array-index-key -- a word may come twice; its place is what it is
            <li key={index}>
              <span className="quiet">{index + 1}</span> <b className="mono">{word}</b>
            </li>
          ))}
        </ol>
        <QrCode rows={sheet.qr} says="The 24 words as a QR code" />
      </div>
      <p>
        To use it: open Holdfast, choose the vault, “Use the recovery sheet”, give the words in their order, and choose
        a new passphrase. The code holds the same words, for a reader without a network. A sheet is used once; it is
        void when your keys are renewed, as with a new passphrase.
      </p>
      <p className={styles['sheet-once']}>
        It is shown this once and kept nowhere. Print it, or write the words down by hand, before you close it.
      </p>
      <CopiedNote />
      <div className="actions">
        <Button variant="filled" onClick={() => window.print()}>
          Print the sheet
        </Button>
        <Button onClick={onClose}>I have it: close the sheet</Button>
      </div>
    </dialog>,
    document.body,
  )
}
