import type { ReactElement } from 'react'
import { bridge } from './bridge.ts'
import { words } from './catalogue.ts'

/** What is a secret on the screen: marked by `data-secret`, or a passphrase that is shown. */
const secrets = '[data-secret], .mantine-PasswordInput-root'

/** Tells the desktop that a secret was copied, by the SHA-256 of its words with single spaces between them. */
export async function tellSecretCopied(text: string): Promise<void> {
  if (!bridge.desktop) return
  const bytes = new TextEncoder().encode(text.trim().replace(/\s+/g, ' '))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  bridge.desktop.secretCopied([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
}

function onCopy(event: ClipboardEvent): void {
  const { target, clipboardData } = event
  if (target instanceof HTMLInputElement) {
    const { value, selectionStart, selectionEnd } = target
    if (target.closest(secrets)) void tellSecretCopied(value.slice(selectionStart ?? 0, selectionEnd ?? undefined))
    return
  }
  const selection = document.getSelection()
  if (!selection || !clipboardData) return
  if (![...document.querySelectorAll(secrets)].some((element) => selection.containsNode(element, true))) return
  // As plain words alone, so that what lies on the clipboard is what the desktop was told of.
  const text = selection.toString().trim().replace(/\s+/g, ' ')
  clipboardData.setData('text/plain', text)
  event.preventDefault()
  void tellSecretCopied(text)
}

/** Listens once for the whole window to secrets that are copied. */
export function startSecretCopies(): void {
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', (event) => event.target instanceof HTMLInputElement && onCopy(event))
}

/** What becomes of words that are copied from here. */
export const CopiedNote = (): ReactElement => (
  <p className="quiet">{bridge.desktop ? words.whatYouCopyOfThemIs : words.ifYouCopyThemCopySomething}</p>
)
