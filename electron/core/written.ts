import { contract, type Call, type Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'

/** The files that were written since the vault was unlocked: no others are shown in the system's file manager. */
export class Written {
  readonly #files = new Set<string>()

  /** Takes up the file that a call has written, if it writes one. */
  remember<K extends Call>(name: K, output: Output<K>): void {
    const { wrote } = contract[name]
    if (wrote !== null) this.#files.add(String((output as Readonly<Record<string, unknown>>)[wrote]))
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
