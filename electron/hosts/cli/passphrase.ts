import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { readWords } from './words.ts'

/** The passphrase in a file, its first line end taken off. Fails with FILE_NOT_FOUND, IO or INVALID_INPUT. */
export async function passphraseIn(file: string): Promise<string> {
  const passphrase = (await readWords(file)).replace(/\r?\n$/, '')
  if (passphrase !== '') return passphrase
  throw new HoldfastError(
    'INVALID_INPUT',
    `The passphrase file ${file} is empty.`,
    'Put the passphrase into its first line and try again.',
  )
}

/**
 * The passphrase: from a file, from HOLDFAST_PASSPHRASE, or typed unseen, a new one twice. Fails with VAULT_LOCKED when
 * none is given and nobody is there to ask, with CANCELLED or, when the two differ, with INVALID_INPUT.
 */
export async function askPassphrase(file: string | undefined, isNew = false): Promise<string> {
  if (file !== undefined) return passphraseIn(file)
  const given = process.env['HOLDFAST_PASSPHRASE']
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY) {
    throw new HoldfastError(
      'VAULT_LOCKED',
      'No passphrase was given.',
      'Set HOLDFAST_PASSPHRASE, use --passphrase-file, or run this in a terminal that can ask for it.',
    )
  }
  const [typed = '', again = typed] = await typeUnseen(isNew ? ['New passphrase: ', 'Once more: '] : ['Passphrase: '])
  if (typed === again) return typed
  throw new HoldfastError(
    'INVALID_INPUT',
    'The two passphrases are not the same; nothing was made.',
    'Start again and type the same one twice.',
  )
}

/** Reads lines from the terminal without showing them, each after its prompt. */
function typeUnseen(prompts: readonly string[]): Promise<string[]> {
  const { stdin, stderr } = process
  // First the silence, then the prompt: who types as soon as it appears is not shown either.
  stdin.setRawMode(true)
  stderr.write(prompts[0] ?? '')
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise((resolve, reject) => {
    const lines: string[] = []
    let typed = ''
    const end = (settle: () => void): void => {
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      stdin.setRawMode(false)
      stdin.pause()
      settle()
    }
    const onEnd = (): void => {
      stderr.write('\n')
      end(() => reject(new HoldfastError('CANCELLED', 'No passphrase was typed.', 'Start again.')))
    }
    const onData = (text: string): void => {
      for (const key of text) {
        if (key === '\u0003' || key === '\u0004') return onEnd()
        if (key === '\r' || key === '\n') {
          lines.push(typed)
          typed = ''
          stderr.write(`\n${prompts[lines.length] ?? ''}`)
          if (lines.length === prompts.length) return end(() => resolve(lines))
        } else if (key === '\u007f' || key === '\b') typed = Array.from(typed).slice(0, -1).join('')
        else typed += key
      }
    }
    stdin.on('data', onData)
    stdin.on('end', onEnd)
  })
}
