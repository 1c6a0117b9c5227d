import { EncodedPacketSink, type EncodedPacket, type InputVideoTrack } from 'mediabunny'
import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'

/** Pictures before and after the moment whose times are told. */
const before = 40
const after = 40

/**
 * When the pictures around a moment are shown, in the order in which they are: a file holds them in the order in which they
 * are decoded.
 */
export async function framesAround(track: InputVideoTrack, at: number): Promise<AnswerTo<'frames'>> {
  const sink = new EncodedPacketSink(track)
  const options = { metadataOnly: true }
  const span = before * (await pictureLength(track))
  const times: number[] = []
  let packet: EncodedPacket | null =
    (await sink.getKeyPacket(Math.max(0, at - span), options)) ?? (await sink.getFirstPacket(options))
  for (let past = 0; packet && times.length < 2000; packet = await sink.getNextPacket(packet, options)) {
    times.push(Math.round(packet.timestamp * 1e6) / 1e6)
    if (packet.timestamp > at && (past += 1) > after) break
  }
  return { ask: 'frames', times: [...new Set(times)].sort((a, b) => a - b) }
}

async function pictureLength(track: InputVideoTrack): Promise<number> {
  const { averagePacketRate: rate } = await track.computePacketStats(100)
  return Number.isFinite(rate) && rate > 0 ? 1 / rate : 0.04
}
