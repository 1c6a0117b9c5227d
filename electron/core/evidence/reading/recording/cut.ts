import {
  AdtsOutputFormat,
  AudioSampleSink,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  MpegTsOutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
  type EncodedPacket,
  type InputAudioTrack,
  type InputVideoTrack,
  type OutputFormat,
} from 'mediabunny'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { showAt, showClock } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived } from '../format.ts'
import type { Source } from '../source.ts'
import type { Container } from './opened.ts'
import { waveData, type WaveData } from './wave.ts'

interface Span {
  from: number
  to: number
}

/** Bytes of a span that is cut out; what is longer is exported whole. */
const most = 256 * 1024 * 1024
const tooLong = (): Unreadable =>
  new Unreadable(
    'This span is larger than 256 MiB, or than 500,000 packets; nothing was made.',
    'Choose a shorter one, or export a copy of the whole.',
  )

/**
 * A span of a recording as a file of its own. Of WAVE and FLAC exactly the samples between the two moments, under a header made anew;
 * of others the packets of which any part lies between them, as they are: nothing is encoded anew.
 */
export async function cutOf(
  source: Source,
  view: ViewOf<'recording'>,
  container: Container,
  asked: Span,
): Promise<Derived> {
  const to = Math.min(asked.to, view.seconds ?? asked.to)
  const span = { from: asked.from, to }
  if (span.from >= to)
    throw new Unreadable(`It is ${showClock(to)} long; nothing of it lies ${showAt({ kind: 'time', ...asked })}.`)
  const stem = `${source.name.replace(/\.[^.]*$/, '')} ${showClock(span.from)}–${showClock(to)}`.replaceAll(':', '.')
  const at = showAt({ kind: 'time', ...span })
  const wave = view.container === 'WAVE' ? waveData(source) : undefined
  if (wave && isPlain(wave)) return ofWave(source, wave, span, stem, at)
  if (view.container === 'FLAC' && container.sound) return ofFlac(container.sound, span, stem, at)
  return ofPackets(view, container, span, stem, at)
}

/** Whether each sample stands alone: PCM, floating point, A-law, μ-law. */
const isPlain = ({ form, frame, rate }: WaveData): boolean =>
  frame > 0 &&
  rate > 0 &&
  ([1, 3, 6, 7].includes(form.readUInt16LE(0)) ||
    (form.readUInt16LE(0) === 0xfffe && form.length >= 26 && [1, 3, 6, 7].includes(form.readUInt16LE(24))))

/** The sample nearest to each of two moments: the first of a span, and the one before which it ends. */
const samplesIn = ({ from, to }: Span, rate: number): [number, number] => [
  Math.round(from * rate),
  Math.round(to * rate),
]

function ofWave(source: Source, wave: WaveData, span: Span, stem: string, at: string): Derived {
  const [first, last] = samplesIn(span, wave.rate)
  const from = Math.min(wave.size, first * wave.frame)
  const length = Math.min(Math.floor(wave.size / wave.frame), last) * wave.frame - from
  if (length > most) throw tooLong()
  if (length <= 0) throw new Unreadable('No sample lies between these two moments.')
  const data = source.read(wave.at + from, length)
  return {
    name: `${stem}.wav`,
    bytes: waveFile(wave.form, data),
    how: `${at}, samples ${first} to ${last - 1} as they stand, header made anew, Holdfast`,
  }
}

function waveFile(form: Uint8Array, data: Uint8Array): Uint8Array {
  const pad = data.length % 2
  const head = Buffer.alloc(12 + 8 + form.length + (form.length % 2) + 8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(head.length - 8 + data.length + pad, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(form.length, 16)
  head.set(form, 20)
  head.write('data', head.length - 8, 'latin1')
  head.writeUInt32LE(data.length, head.length - 4)
  return Buffer.concat([head, data, Buffer.alloc(pad)])
}

/** FLAC, decoded: without loss, so that each sample is what it was. */
async function ofFlac(track: InputAudioTrack, span: Span, stem: string, at: string): Promise<Derived> {
  const [rate, channels] = [await track.getSampleRate(), await track.getNumberOfChannels()]
  const bits = flacBits((await track.getDecoderConfig())?.description)
  const [first, last] = samplesIn(span, rate)
  const bytes = bits <= 16 ? 2 : 3
  if ((last - first) * channels * bytes > most) throw tooLong()
  const data = Buffer.alloc((last - first) * channels * bytes)
  const scale = 2 ** (bits - 1)
  const shift = bytes * 8 - bits
  let filled = 0
  for await (const sample of new AudioSampleSink(track).samples(span.from, span.to)) {
    const start = Math.round(sample.timestamp * rate)
    const plane = new Float32Array(sample.numberOfFrames)
    for (let channel = 0; channel < channels; channel += 1) {
      sample.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
      for (let n = Math.max(0, first - start); n < plane.length && start + n < last; n += 1) {
        const value = Math.round((plane[n] ?? 0) * scale) * 2 ** shift
        data.writeIntLE(value, ((start + n - first) * channels + channel) * bytes, bytes)
        filled = Math.max(filled, start + n - first + 1)
      }
    }
    sample.close()
  }
  if (filled === 0) throw new Unreadable('No sample lies between these two moments.')
  const form = Buffer.alloc(16)
  form.writeUInt16LE(1, 0)
  form.writeUInt16LE(channels, 2)
  form.writeUInt32LE(rate, 4)
  form.writeUInt32LE(rate * channels * bytes, 8)
  form.writeUInt16LE(channels * bytes, 12)
  form.writeUInt16LE(bytes * 8, 14)
  return {
    name: `${stem}.wav`,
    bytes: waveFile(form, data.subarray(0, filled * channels * bytes)),
    how: `${at}, samples ${first} to ${first + filled - 1} decoded without loss to WAVE, @wasm-audio-decoders/flac 0.2.11`,
  }
}

/** Bits of a sample, as the header of the stream says (RFC 9639, 8.2); 24 where it cannot be read. */
function flacBits(description: ArrayBufferLike | ArrayBufferView | undefined): number {
  if (!description) return 24
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description)
  const at = 8 + 12
  return bytes.length > at + 1 ? ((((bytes[at] ?? 0) & 1) << 4) | ((bytes[at + 1] ?? 0) >> 4)) + 1 : 24
}

const written: Readonly<Record<string, { ending: string; format: () => OutputFormat }>> = {
  MP3: { ending: 'mp3', format: () => new Mp3OutputFormat() },
  'AAC (ADTS)': { ending: 'aac', format: () => new AdtsOutputFormat() },
  Ogg: { ending: 'ogg', format: () => new OggOutputFormat() },
  MP4: { ending: 'mp4', format: () => new Mp4OutputFormat() },
  QuickTime: { ending: 'mov', format: () => new MovOutputFormat() },
  '3GPP': { ending: 'mp4', format: () => new Mp4OutputFormat() },
  '3GPP2': { ending: 'mp4', format: () => new Mp4OutputFormat() },
  WebM: { ending: 'webm', format: () => new WebMOutputFormat() },
  Matroska: { ending: 'mkv', format: () => new MkvOutputFormat() },
  'MPEG transport stream': { ending: 'ts', format: () => new MpegTsOutputFormat() },
}

/** Files in which sound is given to the window's engine, which decodes these codecs. */
const given: Readonly<Record<string, () => OutputFormat>> = {
  aac: () => new AdtsOutputFormat(),
  mp3: () => new Mp3OutputFormat(),
  vorbis: () => new OggOutputFormat(),
}

/** Whether the sound of a codec is given to the window's engine by spans. */
export const isGiven = (codec: string | null): boolean => codec !== null && codec in given

/** Bytes of sound that the window's engine is given at once. */
const spanMost = 16 * 1024 * 1024

/** The sound of a span alone, for the window's engine. */
export async function soundOf({ sound }: Container, span: Span): Promise<Uint8Array> {
  const codec = await sound?.getCodec()
  const into = codec ? given[codec] : undefined
  if (!into || !sound || !codec) throw new Unreadable('It has no sound that is taken out by spans.')
  const packets = await soundPackets(sound, span)
  const [first] = packets
  if (!first) throw new Unreadable('No sound lies between these two moments.')
  if (packets.reduce((sum, { byteLength }) => sum + byteLength, 0) > spanMost)
    throw new Unreadable('The sound of this span is larger than 16 MiB, which is more than is decoded at once.')
  const target = new BufferTarget()
  const output = new Output({ format: into(), target })
  const audios = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(audios)
  await output.start()
  const decoderConfig = (await sound.getDecoderConfig()) ?? undefined
  for (const packet of packets)
    await audios.add(packet.clone({ timestamp: packet.timestamp - first.timestamp }), { decoderConfig })
  await output.finalize()
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0))
}

async function ofPackets(
  view: ViewOf<'recording'>,
  { sound, picture }: Container,
  span: Span,
  stem: string,
  at: string,
): Promise<Derived> {
  const into = written[view.container]
  if (!into || (!sound && !picture))
    throw new Unreadable(`No span is cut out of ${view.container} here without encoding it anew, and that is not done.`)
  const target = new BufferTarget()
  const output = new Output({ format: into.format(), target })
  const [videoCodec, audioCodec] = [await picture?.getCodec(), await sound?.getCodec()]
  const videos = picture && videoCodec ? new EncodedVideoPacketSource(videoCodec) : undefined
  const audios = sound && audioCodec ? new EncodedAudioPacketSource(audioCodec) : undefined
  if (videos && picture) output.addVideoTrack(videos, { rotation: await picture.getRotation() })
  if (audios) output.addAudioTrack(audios)
  if (!videos && !audios)
    throw new Unreadable(
      `No span is cut out of a recording of ${view.tracks.map(({ codec }) => codec).join(', ')} here.`,
    )
  const pictures = videos && picture ? await picturePackets(picture, span) : []
  // Sound begins with the picture that it belongs to.
  const start = pictures[0]?.timestamp ?? span.from
  const sounds = audios && sound ? await soundPackets(sound, { from: start, to: span.to }) : []
  const zero = Math.min(...[pictures[0], sounds[0]].flatMap((packet) => (packet ? [packet.timestamp] : [])))
  if (pictures.length + sounds.length === 0) throw new Unreadable('No packet lies between these two moments.')
  if ([...pictures, ...sounds].reduce((sum, { byteLength }) => sum + byteLength, 0) > most) throw tooLong()
  await output.start()
  const videoConfig = picture ? ((await picture.getDecoderConfig()) ?? undefined) : undefined
  const audioConfig = sound ? ((await sound.getDecoderConfig()) ?? undefined) : undefined
  const moved = (packet: EncodedPacket): EncodedPacket => packet.clone({ timestamp: packet.timestamp - zero })
  await Promise.all([
    (async () => {
      for (const packet of pictures) await videos?.add(moved(packet), { decoderConfig: videoConfig })
      videos?.close()
    })(),
    (async () => {
      for (const packet of sounds) await audios?.add(moved(packet), { decoderConfig: audioConfig })
      audios?.close()
    })(),
  ])
  await output.finalize()
  const borders = [
    ...(pictures.length > 0 ? [`pictures ${said(pictures)} from their key picture on`] : []),
    ...(sounds.length > 0 ? [`sound ${said(sounds)}`] : []),
  ]
  const left = view.tracks.length - (videos ? 1 : 0) - (audios ? 1 : 0)
  return {
    name: `${stem}.${into.ending}`,
    bytes: new Uint8Array(target.buffer ?? new ArrayBuffer(0)),
    how: [
      `${at} by whole packets, not encoded anew`,
      ...borders,
      ...(left > 0 ? [`${left === 1 ? 'one other track' : `${left} other tracks`} left out`] : []),
      'mediabunny 1.61.0',
    ].join(', '),
  }
}

/** From when to when packets go. */
function said(packets: readonly EncodedPacket[]): string {
  const first = packets.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity)
  const end = packets.reduce((most, { timestamp, duration }) => Math.max(most, timestamp + duration), 0)
  return `${showClock(Math.max(0, first))}–${showClock(end)}`
}

const packetsMost = 500_000

async function soundPackets(track: InputAudioTrack, { from, to }: Span): Promise<EncodedPacket[]> {
  const sink = new EncodedPacketSink(track)
  const found: EncodedPacket[] = []
  let packet = (await sink.getPacket(from)) ?? (await sink.getFirstPacket())
  let bytes = 0
  for (; packet && packet.timestamp < to; packet = await sink.getNextPacket(packet)) {
    found.push(packet)
    if ((bytes += packet.byteLength) > most || found.length > packetsMost) throw tooLong()
  }
  return found
}

/** Pictures that a file holds before one that is shown earlier, at most. */
const reordered = 16

/** In the order in which they are decoded, from the key picture before the span on. */
async function picturePackets(track: InputVideoTrack, { from, to }: Span): Promise<EncodedPacket[]> {
  const sink = new EncodedPacketSink(track)
  const found: EncodedPacket[] = []
  let packet = (await sink.getKeyPacket(from)) ?? (await sink.getFirstKeyPacket())
  let bytes = 0
  for (let past = 0; packet && past < reordered; packet = await sink.getNextPacket(packet)) {
    past = packet.timestamp >= to ? past + 1 : 0
    found.push(packet)
    if ((bytes += packet.byteLength) > most || found.length > packetsMost) throw tooLong()
  }
  const last = found.findLastIndex(({ timestamp }) => timestamp < to)
  return found.slice(0, last + 1)
}
