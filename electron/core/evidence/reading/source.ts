/** The bytes of one file from outside, anywhere and at once: an exhibit's, or a member's of it. */
export interface Source {
  /** As it was called where it came from; it may say anything. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** At most `length` bytes from byte `at` on, fewer at the end. */
  read(at: number, length: number): Uint8Array
}

export const sourceOf = (name: string, bytes: Uint8Array): Source => ({
  name,
  size: bytes.length,
  read: (at, length) => bytes.subarray(at, at + length),
})

/** All of it; only for what `size` was looked at of. */
export const wholeOf = (source: Source): Uint8Array => source.read(0, source.size)
