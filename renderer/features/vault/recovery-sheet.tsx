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
import { words } from './catalogue.ts'
import styles from './recovery-sheet.module.css'

type SheetText = Output<'vault.newRecoverySheet'>
const shownKey = 'recovery-sheet-shown'

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
      <h2 id="recovery-sheet">{words.recoverySheet}</h2>
      <p>{hasSheet ? words.thereIsASheetForYou : words.thereIsNoSheetForYou}</p>
      <PasswordInput
        label={words.passphrase}
        autoComplete="off"
        value={passphrase}
        error={wrong ? make.error?.message : undefined}
        aria-invalid={wrong}
        onChange={(event) => {
          make.reset()
          setPassphrase(event.currentTarget.value)
        }}
        visibilityToggleButtonProps={{ 'aria-label': words.showWhatIsTypedAsPassphrase }}
      />
      {!wrong && <Problem problem={make.error} title={words.noSheetWasMade} />}
      <div className="actions">
        <Button type="submit" disabled={passphrase === '' || make.isPending}>
          {hasSheet ? words.makeANewRecoverySheet : words.makeARecoverySheet}
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
          {words.recoverySheet}
        </h1>
        <p>{words.theseWordsOpenTheVaultFor(sheet.member)}</p>
      </header>
      <dl className="facts">
        <div>
          <dt>{words.vault}</dt>
          <dd>{sheet.vault}</dd>
        </div>
        <div>
          <dt>{words.member}</dt>
          <dd>{sheet.member}</dd>
        </div>
        <div>
          <dt>{words.made}</dt>
          <dd>{words.sheetsMadeBeforeOpenThisVault(dayAndClock(sheet.madeAt))}</dd>
        </div>
        <div>
          <dt>{words.rootSha}</dt>
          <dd className="mono">{sheet.rootFingerprint.match(/.{4}/g)?.join(' ')}</dd>
        </div>
      </dl>
      <div className={styles['sheet-body']}>
        <ol className={styles['sheet-words']} aria-label={words.wordsOfTheSheet} data-secret>
          {sheet.words.map((word, index) => (
            // oxlint-disable-next-line no-array-index-key -- a word may come twice; its place is what it is
            <li key={index}>
              <span className="quiet">{index + 1}</span> <b className="mono">{word}</b>
            </li>
          ))}
        </ol>
        <QrCode rows={sheet.qr} says={words.theWordsAsAQrCode} />
      </div>
      <p>{words.toUseItOpenHoldfastChoose}</p>
      <p className={styles['sheet-once']}>{words.itIsShownThisOnceAnd}</p>
      <CopiedNote />
      <div className="actions">
        <Button variant="filled" onClick={() => window.print()}>
          {words.printTheSheet}
        </Button>
        <Button onClick={onClose}>{words.iHaveItCloseTheSheet}</Button>
      </div>
    </dialog>,
    document.body,
  )
}
