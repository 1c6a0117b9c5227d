import { readFile } from 'node:fs/promises'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

/**
 * The passphrase: from HOLDFAST_PASSPHRASE, from a file (its first line end taken off), or typed unseen. Fails with
 * VAULT_LOCKED when none is given and nobody is there to ask.
 */
export async function askPassphrase(file: string | undefined, prompt = 'Passphrase: '): Promise<string> {
  if (file !== undefined) return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  const given = process.env['HOLDFAST_PASSPHRASE']
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY) {
    throw new HoldfastError(
      'VAULT_LOCKED',
      'No passphrase was given.',
      'Set HOLDFAST_PASSPHRASE, use --passphrase-file, or run this in a terminal that can ask for it.',
    )
  }
  return typeUnseen(prompt)
}

/** Reads a line from the terminal without showing it. */
function typeUnseen(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = (settle: () => void): void => {
      stdin.off('data', onData)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      settle()
    }
    const onData = (text: string): void => {
      for (const key of text) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed))
        if (key === '\u0003')
          return end(() => reject(new HoldfastError('CANCELLED', 'No passphrase was typed.', 'Start again.')))
        typed = key === '\u007f' || key === '\b' ? Array.from(typed).slice(0, -1).join('') : typed + key
      }
    }
    stdin.on('data', onData)
  })
}
