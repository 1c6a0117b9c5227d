import iconv from 'iconv-lite'

/**
 * Encodings that the platform reads by tables smaller than those of the WHATWG Encoding standard: Korean without the 8,822
 * syllables that Windows added (UHC), Chinese with private-use letters in the place of those of Hong Kong.
 */
const fuller: Record<string, string> = { 'euc-kr': 'cp949', big5: 'big5-hkscs' }

/** Decodes a text a piece at a time; a byte-order mark is taken off. */
export interface Decoder {
  write(bytes: Uint8Array): string
  end(): string
}

/** A decoder by the name of an encoding, as `aliasOf` gives it. Bytes that mean nothing in it become U+FFFD. */
export function decoderOf(encoding: string): Decoder {
  const other = fuller[encoding]
  if (other === undefined) {
    try {
      const decoder = new TextDecoder(encoding)
      return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
    } catch {
      // One that only iconv-lite knows.
    }
  }
  const decoder = iconv.getDecoder(other ?? encoding)
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    end: () => decoder.end() ?? '',
  }
}

/** Whether there is a decoder of that name. */
export const canDecode = (encoding: string): boolean => {
  try {
    return new TextDecoder(encoding).encoding !== ''
  } catch {
    return iconv.encodingExists(encoding)
  }
}

/** Decodes the whole of a text. */
export function decodeAll(bytes: Uint8Array, encoding: string): string {
  const decoder = decoderOf(encoding)
  return decoder.write(bytes) + decoder.end()
}
