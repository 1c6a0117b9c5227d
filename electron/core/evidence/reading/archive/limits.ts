import { showSize } from '../../../../../shared/kernel/show.ts'
import { Unreadable } from '../../../readers/index.ts'

/** Bytes of one member that is unpacked. */
export const memberMost = 256 * 1024 * 1024
/** Members that are listed. */
export const listedMost = 100_000
/** From this size on the ratio counts: less is unpacked whatever it is. */
const ratioFrom = 32 * 1024 * 1024
/** Times that a member may be larger than what it is packed in; deflate reaches 1,032 with one letter over and over. */
const ratioMost = 300

const times = (size: number, packed: number): string =>
  packed > 0 ? `, ${Math.round(size / packed).toLocaleString('en')} times what it is packed in` : ''

/**
 * Refuses a member before it is unpacked, by what the archive states of it; what it says falsely is seen while it is unpacked. Fails
 * with Unreadable, and says the ratio.
 */
export function refuseBomb(path: string, size: number, packed: number): void {
  if (size > memberMost)
    throw new Unreadable(
      `“${path}” is ${showSize(size)} as stated${times(size, packed)}: more than the 256 MiB that are unpacked of a member.`,
      'Export the archive, and unpack it on a computer that is set apart.',
    )
  if (size > ratioFrom && packed > 0 && size / packed > ratioMost)
    throw new Unreadable(
      `“${path}” is ${showSize(size)} as stated${times(size, packed)}: it is not unpacked, since files are made like that to fill a disk.`,
      'Export the archive, and unpack it on a computer that is set apart.',
    )
}

export const larger = (path: string): Unreadable =>
  new Unreadable(`“${path}” holds more than the archive states, and was not unpacked to its end.`)
