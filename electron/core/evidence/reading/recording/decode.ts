import { FLACDecoder } from '@wasm-audio-decoders/flac'
import {
  AudioSample,
  CustomAudioDecoder,
  registerDecoder,
  type AudioCodec,
  type EncodedPacket,
  type InputAudioTrack,
} from 'mediabunny'
import { OpusDecoder } from 'opus-decoder'

// PCM and G.711 are decoded by the library itself; these two by libFLAC and libopus as WebAssembly. What is left is decoded by the window's
// engine alone.

interface Decoded {
  channelData: Float32Array[]
  samplesDecoded: number
  sampleRate: number
}

/** Hands on what was decoded of a packet, at that packet's time. */
function hand(
  onSample: (sample: AudioSample) => unknown,
  { channelData, samplesDecoded, sampleRate }: Decoded,
  timestamp: number,
): void {
  if (samplesDecoded === 0) return
  const data = new Float32Array(samplesDecoded * channelData.length)
  channelData.forEach((channel, index) => data.set(channel.subarray(0, samplesDecoded), index * samplesDecoded))
  onSample(new AudioSample({ data, format: 'f32-planar', numberOfChannels: channelData.length, sampleRate, timestamp }))
}

class Flac extends CustomAudioDecoder {
  #decoder: FLACDecoder | undefined

  static override supports(codec: AudioCodec): boolean {
    return codec === 'flac'
  }
  override async init(): Promise<void> {
    this.#decoder = new FLACDecoder()
    await this.#decoder.ready
    // The header of the stream, which says how its frames are to be read.
    const { description } = this.config
    if (description) await this.#decoder.decode(bytesOf(description))
  }
  override async decode(packet: EncodedPacket): Promise<void> {
    if (!this.#decoder) return
    hand(this.onSample, await this.#decoder.decodeFrames([packet.data]), packet.timestamp)
  }
  override flush(): void {
    // Each frame is decoded when it comes.
  }
  override close(): void {
    this.#decoder?.free()
  }
}

const bytesOf = (given: NonNullable<AudioDecoderConfig['description']>): Uint8Array =>
  ArrayBuffer.isView(given) ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength) : new Uint8Array(given)

class Opus extends CustomAudioDecoder {
  #decoder: OpusDecoder<48_000> | undefined

  static override supports(codec: AudioCodec, { numberOfChannels }: AudioDecoderConfig): boolean {
    return codec === 'opus' && numberOfChannels <= 2
  }
  override async init(): Promise<void> {
    const { numberOfChannels: channels } = this.config
    this.#decoder = new OpusDecoder({ channels, sampleRate: 48_000 })
    await this.#decoder.ready
  }
  override decode(packet: EncodedPacket): void {
    if (this.#decoder) hand(this.onSample, this.#decoder.decodeFrame(packet.data), packet.timestamp)
  }
  override flush(): void {
    // Each packet is decoded when it comes.
  }
  override close(): void {
    this.#decoder?.free()
  }
}

registerDecoder(Flac)
registerDecoder(Opus)

/** Whether the reader itself decodes the sound of a track. */
export const decodes = (track: InputAudioTrack): Promise<boolean> => track.canDecode()
