import type { PacketCheck } from '../../../../../shared/contract/packet.ts'
import { job } from '../../../readers/index.ts'

/** What is asked of a file that somebody calls a packet. */
export interface PacketAsked {
  /**
   * Checks it. `beside`: SHA-256 of files that lie beside it, by name, null where there is none. `wanted`: names that it
   * expects beside it and that were not in there.
   */
  check(asked: {
    root: string | undefined
    beside: ReadonlyMap<string, string | null>
  }): Promise<{ check: PacketCheck; wanted: string[] }>
}

export const packetJob = job<{ path: string; crl?: string | undefined }, PacketAsked>(
  'packet',
  'Ask whoever gave it to you for another copy; look at this one only in a program that you trust.',
)
