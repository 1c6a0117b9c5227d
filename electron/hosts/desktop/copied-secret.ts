import { createHash } from 'node:crypto'

/** One of the system's clipboards: Linux has one more, for what is selected. */
export interface Clipboard {
  read(): Promise<string>
  clear(): Promise<void>
}

/** Milliseconds that a secret stays on the clipboard. */
const patience = 60_000

/** As the page says it: SHA-256 of the words with single spaces between them. The secret itself is not kept here. */
const digestOf = (text: string): string => createHash('sha256').update(text.trim().replace(/\s+/g, ' ')).digest('hex')

/** What was last copied of a secret, taken off the clipboards after a while or at once, and only where it still is. */
export function copiedSecret(clipboards: readonly Clipboard[]): { keep(digest: string): void; clear(): Promise<void> } {
  let kept: string | undefined
  let timer: NodeJS.Timeout | undefined
  const clear = async (): Promise<void> => {
    clearTimeout(timer)
    const digest = kept
    kept = undefined
    if (digest === undefined) return
    for (const clipboard of clipboards) if (digestOf(await clipboard.read()) === digest) await clipboard.clear()
  }
  return {
    keep(digest) {
      clearTimeout(timer)
      kept = digest
      timer = setTimeout(() => void clear(), patience)
      timer.unref()
    },
    clear,
  }
}
