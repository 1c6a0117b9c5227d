/** A header of a WAVE file (RIFF, PCM) for `size` bytes of sound. */
export function waveHeader(size: number, { rate = 8000, channels = 1, bits = 8 } = {}): Buffer {
  const header = Buffer.alloc(44)
  const frame = (channels * bits) / 8
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(Math.min(36 + size, 0xffffffff), 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * frame, 28)
  header.writeUInt16LE(frame, 32)
  header.writeUInt16LE(bits, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(size, 40)
  return header
}

/** Sound of 16 bits from its samples of full scale (-1 to 1), one channel. */
export function waveOf(samples: ArrayLike<number>, rate: number): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  for (let n = 0; n < samples.length; n += 1) data.writeInt16LE(Math.round((samples[n] ?? 0) * 32_767), n * 2)
  return Buffer.concat([waveHeader(data.length, { rate, bits: 16 }), data])
}

/** `seconds` of a tone, at `level` of full scale. */
export const toneOf = (seconds: number, { rate = 8000, level = 0.5, hertz = 440 } = {}): Buffer =>
  waveOf(
    Float64Array.from(
      { length: Math.round(seconds * rate) },
      (_, n) => level * Math.sin((2 * Math.PI * hertz * n) / rate),
    ),
    rate,
  )
