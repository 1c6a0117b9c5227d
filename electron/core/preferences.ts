import type { Checked, Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'

type Current = Output<'app.preferences'>

/** What a person set for this computer. The host keeps and applies it; what concerns the vault counts here at once. */
export class Preferences {
  readonly #ports: Pick<Ports, 'preferences' | 'idleMinutes'>
  /** Minutes without use after which the vault locks itself; 0: never. */
  idleMinutes: number

  constructor(ports: Pick<Ports, 'preferences' | 'idleMinutes'>) {
    this.#ports = ports
    this.idleMinutes = ports.idleMinutes
  }

  async get(): Promise<Current> {
    return (await this.#ports.preferences?.get()) ?? {}
  }

  /** Changes what is named. Fails with NOT_ALLOWED for what this host cannot do, or does not leave to the window. */
  async set(change: Checked<'app.setPreferences'>): Promise<Current> {
    const before = await this.get()
    const other = Object.keys(change).filter((name) => !Object.hasOwn(before, name))
    if (!this.#ports.preferences || other.length > 0)
      throw new HoldfastError(
        'NOT_ALLOWED',
        `This cannot be set here: ${other.join(', ')}.`,
        'Start Holdfast without HOLDFAST_IDLE_MINUTES to set the time without use in it; the rest is the system’s.',
      )
    await this.#ports.preferences.set(change)
    if (change.idleMinutes !== undefined) this.idleMinutes = change.idleMinutes
    return this.get()
  }
}
