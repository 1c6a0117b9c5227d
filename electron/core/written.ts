import { HoldfastError } from '../../shared/kernel/errors.ts'

/** The files that were written since the vault was unlocked: no others are shown in the system's file manager. */
export class Written {
  readonly #files = new Set<string>()

  /** Takes up the file that a call's answer names, if it names one. */
  remember(output: unknown): void {
    if (typeof output === 'object' && output !== null && 'file' in output && typeof output.file === 'string')
      this.#files.add(output.file)
  }

  /** Fails with NOT_ALLOWED for any other file. */
  require(file: string): void {
    if (this.#files.has(file)) return
    throw new HoldfastError(
      'NOT_ALLOWED',
      'Only files that were written in this session can be shown.',
      'Build or export it again, or open its folder yourself.',
    )
  }

  clear(): void {
    this.#files.clear()
  }
}
