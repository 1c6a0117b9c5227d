import { z } from 'zod'

/** A stream of a recording; `codec` as people name it. */
const Track = z.strictObject({
  kind: z.enum(['sound', 'picture', 'other']),
  codec: z.string(),
  /** What else the file says of it, in words: `48,000 Hz, 2 channels`. */
  says: z.string(),
})

/**
 * Sound or video. The window's engine plays it, from `exhibit.play`; what it does not decode, it refuses, and the codec is
 * named here.
 */
const RecordingView = z.strictObject({
  kind: z.literal('recording'),
  /** As people name it: WAVE, MP4. */
  container: z.string(),
  mediaType: z.string(),
  /** null where the file does not say, and nothing of ours counts it. */
  seconds: z.number().nullable(),
  tracks: z.array(Track),
  /** Who decodes its sound for a waveform: the reader (`peaks`), or the window's engine, by spans (`exhibit.span`); or nobody. */
  sound: z.enum(['reader', 'engine', 'none']),
  /** Why no loudness is drawn, in words; empty where it is. */
  why: z.string(),
  /** Whether the times of its pictures are known (`frames`), for going from one to the next. */
  frames: z.boolean(),
})

export const recordingViews = [RecordingView] as const

const seconds = z.number().min(0).max(10_000_000)

export const recordingAsks = [
  /** How loud it is between two moments, in `count` equal stretches. */
  z.strictObject({ ask: z.literal('peaks'), from: seconds, to: seconds, count: z.int().min(1).max(4000) }),
  /** When the pictures around a moment are shown. */
  z.strictObject({ ask: z.literal('frames'), at: seconds }),
] as const

export const recordingAnswers = [
  z.strictObject({
    ask: z.literal('peaks'),
    /** Of each stretch the largest sample and the root of the mean square, of full scale (0 to 1), of all channels together. */
    peaks: z.array(z.strictObject({ peak: z.number(), rms: z.number() })),
    /** The moment up to which they go: before `to` where more would take too long, and the next question goes on from there. */
    to: z.number(),
  }),
  z.strictObject({
    ask: z.literal('frames'),
    /** Seconds, in order. */
    times: z.array(z.number()),
  }),
] as const
