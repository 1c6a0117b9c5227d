import { open } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** Seconds in which a server must have begun to answer, and in which each further piece must come. */
const patience = 60

/**
 * Reads what lies at an address, in pieces; more than `limit` bytes are not taken. A redirect is refused: a person named
 * one address. No cookie, no name of this computer and no number of it goes out. Fails with UPDATE_FAILED.
 */
async function* get(url: URL, limit: number): AsyncGenerator<Uint8Array> {
  trustSystem()
  const quiet = new AbortController()
  const late = (): void => quiet.abort(new Error(`nothing came for ${patience} seconds`))
  let timer = setTimeout(late, patience * 1000)
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: quiet.signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Holdfast' },
    })
    if (!answer.ok || !answer.body) throw new Error(`it answers ${answer.status} ${answer.statusText}`.trimEnd())
    let taken = 0
    for await (const piece of answer.body) {
      clearTimeout(timer)
      timer = setTimeout(late, patience * 1000)
      taken += piece.length
      if (taken > limit) throw new Error(`it sends more than the ${limit} bytes that there can be`)
      yield piece
    }
  } catch (thrown) {
    throw unreachable(url, thrown)
  } finally {
    clearTimeout(timer)
    quiet.abort()
  }
}

/** Reads a small text. Fails with UPDATE_FAILED. */
export const getText = (url: URL, limit: number): Promise<string> => text(get(url, limit))

/** Writes what lies at an address into a new file. Fails with UPDATE_FAILED, or as the disk does. */
export async function getFile(url: URL, file: string, limit: number): Promise<void> {
  const out = await open(file, 'wx', 0o600)
  try {
    for await (const piece of get(url, limit)) await out.writeFile(piece)
    await out.sync()
  } finally {
    await out.close()
  }
}

/** An organisation's own server has a certificate of its own authority, which the system knows. */
function trustSystem(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])
}

function unreachable(url: URL, cause: unknown): HoldfastError {
  const { message, cause: below } = cause as { message?: string; cause?: { message?: string; code?: string } }
  const why = below?.code ?? below?.message ?? message ?? String(cause)
  return new HoldfastError(
    'UPDATE_FAILED',
    `${url.href} gave no update: ${why}. The installed Holdfast is as it was.`,
    'Check the address and the network; a release can be carried by hand too (`holdfast update install`).',
    cause,
  )
}
