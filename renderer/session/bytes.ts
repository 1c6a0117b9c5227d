import { HoldfastError } from '../../shared/kernel/errors.ts'
import { client } from './client.ts'
import { words } from './catalogue.ts'

/** Address, on the window's own origin, of bytes that the core offers to this document. */
export const bytesUrl = (token: string): string => `/bytes/${token}`

const pieceSize = 1 << 20

/** Hands bytes that have no file to the core, one piece after the other; gives their token. */
export async function sendBytes(blob: Blob, signal: AbortSignal): Promise<string> {
  const { bytes } = await client.call('file.receive', { size: blob.size })
  for (let at = 0; at < blob.size; at += pieceSize) {
    const body = await blob.slice(at, at + pieceSize).arrayBuffer()
    const answer = await fetch(`${bytesUrl(bytes)}?at=${at}`, { method: 'POST', body, signal }).catch(() => undefined)
    if (answer?.status === 204) continue
    throw new HoldfastError(
      signal.aborted ? 'CANCELLED' : 'INVALID_INPUT',
      words.whatWasPastedCouldNotBe,
      words.tryAgain,
    )
  }
  return bytes
}
