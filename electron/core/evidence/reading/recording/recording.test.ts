import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toneOf, waveHeader, waveOf } from '../../../../../tests/support/wave.ts'
import type { OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sniff } from '../sniff.ts'
import { sourceOf } from '../source.ts'
import { recording } from './recording.ts'

const inputs = join(import.meta.dirname, '../../../../../tests/inputs/recordings')
const input = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(inputs, name)))
const open = (name: string, bytes: Uint8Array = input(name)): Promise<OpenedFile> =>
  openBy(recording, sourceOf(name, bytes))
const factsOf = ({ facts }: OpenedFile): string[] => facts.map(({ name, value }) => `${name}: ${value}`)
const peaks = async (
  file: OpenedFile,
  from: number,
  to: number,
  count: number,
): Promise<{ peak: number; rms: number }[]> => {
  const answer = await file.part?.({ ask: 'peaks', from, to, count })
  return answer?.ask === 'peaks' ? answer.peaks : []
}

describe('a recording', () => {
  it.each([
    ['call.mp3', 'MP3', ['MP3, 16,000 Hz, 1 channel'], 'engine', ['Title: Second call']],
    ['call.flac', 'FLAC', ['FLAC, 16,000 Hz, 1 channel'], 'reader', []],
    ['call.ogg', 'Ogg', ['Vorbis, 16,000 Hz, 1 channel'], 'engine', []],
    [
      'film.mp4',
      'MP4',
      ['H.264 (AVC), 160 × 120, 10 pictures a second on average', 'AAC, 48,000 Hz, 1 channel'],
      'engine',
      [
        'Created: 2026-01-05T10:11:12Z (UTC by the standard; some devices write local time)',
        'Position: latitude 51.5, longitude -0.12, altitude 0 m',
      ],
    ],
    [
      'film.webm',
      'WebM',
      ['VP8, 160 × 120, 10 pictures a second on average', 'Opus, 48,000 Hz, 1 channel'],
      'reader',
      [],
    ],
    ['film.avi', 'AVI', ['MPEG-4 Visual, 160 × 120, 10 pictures a second'], 'none', []],
    ['call.wma', 'Windows Media (ASF)', ['Windows Media Audio 2, 16,000 Hz, 1 channel'], 'none', ['Title: Gate']],
  ])('%s says what it is', async (name, container, tracks, sound, facts) => {
    const file = await open(name)
    expect(file.view).toMatchObject({ kind: 'recording', container, sound })
    const { view } = file
    if (view.kind !== 'recording') throw new Error(view.kind)
    expect(view.tracks.map(({ codec, says }) => `${codec}, ${says}`)).toEqual(tracks)
    expect(view.seconds).toBeCloseTo(name.startsWith('film.avi') || name === 'call.wma' ? 1 : 3, 0)
    expect(factsOf(file)).toEqual(expect.arrayContaining(facts))
    expect(file.problems).toEqual([])
    // What it says aloud is not read, and it says so.
    expect(await file.text?.(0)).toMatchObject({
      units: [],
      unread: [{ at: expect.stringContaining('at 00:00–00:0') }],
    })
  })

  it('says how loud it is, whoever wrote it: the reader decodes PCM, FLAC and Opus', async () => {
    const [quiet] = await peaks(await open('a.wav', toneOf(2, { level: 0.25 })), 0, 2, 1)
    expect(quiet?.peak).toBeCloseTo(0.25, 3)
    expect(quiet?.rms).toBeCloseTo(0.25 / Math.SQRT2, 3)
    // Silence, then a tone: each stretch has its own.
    const halves = await peaks(
      await open('a.wav', waveOf([...new Float64Array(8000), ...new Float64Array(8000).fill(0.5)], 8000)),
      0,
      2,
      2,
    )
    expect(halves).toMatchObject([
      { peak: 0, rms: 0 },
      { peak: 0.5, rms: 0.5 },
    ])
    for (const name of ['call.flac', 'film.webm']) {
      const [all] = await peaks(await open(name), 0, 3, 1)
      expect(all?.peak, name).toBeGreaterThan(0.1)
      expect(all?.peak, name).toBeLessThan(0.15)
    }
    const { bytes, width, height } = (await (await open('call.flac')).picture?.(1, 800)) ?? {}
    expect([width, height]).toEqual([800, 160])
    expect(Buffer.from(bytes ?? []).toString('latin1', 1, 4)).toBe('PNG')
  })

  it('gives its sound to the engine by spans where the reader has no decoder', async () => {
    for (const name of ['call.mp3', 'film.mp4', 'call.ogg']) {
      const span = (await (await open(name)).span?.(1, 2)) ?? new Uint8Array(0)
      const { mime } = await sniff(sourceOf('span', span))
      expect(mime?.replace(/;.*/, ''), name).toBe(
        { 'call.mp3': 'audio/mpeg', 'film.mp4': 'audio/aac', 'call.ogg': 'audio/ogg' }[name],
      )
      expect(span.length, name).toBeLessThan(input(name).length)
    }
  })

  it('tells when each of its pictures is shown', async () => {
    for (const name of ['film.webm', 'film.mp4']) {
      const answer = await (await open(name)).part?.({ ask: 'frames', at: 1.25 })
      const times = answer?.ask === 'frames' ? answer.times : []
      const shown = times.filter((time) => time > 0.95 && time < 1.55)
      expect(
        shown.map((time) => Math.round(time * 10) / 10),
        name,
      ).toEqual([1, 1.1, 1.2, 1.3, 1.4, 1.5])
    }
  })
})

describe('a span of a recording', () => {
  const at = { kind: 'time', from: 0.5, to: 1.25 } as const

  it('of WAVE and FLAC has exactly the samples between its ends', async () => {
    const samples = Float64Array.from({ length: 16_000 }, (_, n) => ((n * 7919) % 2000) / 2000 - 0.5)
    const whole = waveOf(samples, 8000)
    const cut = await (await open('call.wav', whole)).derive?.(at)
    expect(cut?.name).toBe('call 00.00.500–00.01.250.wav')
    expect(Buffer.from(cut?.bytes ?? []).equals(waveOf(samples.slice(4000, 10_000), 8000))).toBe(true)
    expect(cut?.how).toBe('at 00:00.500–00:01.250, samples 4000 to 9999 as they stand, header made anew, Holdfast')
    const flac = await (await open('call.flac')).derive?.(at)
    const file = await open('cut.wav', flac?.bytes)
    expect(file.view).toMatchObject({ container: 'WAVE', seconds: 0.75 })
    expect(flac?.how).toContain('samples 8000 to 19999 decoded without loss')
    // The tone goes on where it did: a cut that begins a sample off would not.
    const again = await (await open('call.flac')).derive?.({ kind: 'time', from: 0.5, to: 0.75 })
    expect(Buffer.from(flac?.bytes.subarray(44, 8044) ?? []).equals(Buffer.from(again?.bytes.subarray(44) ?? []))).toBe(
      true,
    )
  })

  it.each(['call.mp3', 'call.ogg', 'film.mp4', 'film.webm'])('of %s has whole packets and says which', async (name) => {
    const cut = await (await open(name)).derive?.(at)
    const made = await open(cut?.name ?? '', cut?.bytes)
    const { view } = made
    if (view.kind !== 'recording') throw new Error(view.kind)
    // From the key picture before it, where it has pictures.
    expect(view.seconds).toBeGreaterThan(0.74)
    expect(view.seconds).toBeLessThan(2)
    expect(view.tracks.map(({ codec }) => codec)).toEqual(
      (await open(name)).view.kind === 'recording'
        ? ((await open(name)).view as typeof view).tracks.map(({ codec }) => codec)
        : [],
    )
    expect(cut?.how).toMatch(/^at 00:00\.500–00:01\.250 by whole packets, not encoded anew, .*mediabunny 1\.61\.0$/)
  })

  it('is refused where nothing of it is there, and where it would have to be encoded anew', async () => {
    const wave = await open('call.wav', toneOf(2))
    await expect((async () => wave.derive?.({ kind: 'time', from: 5, to: 6 }))()).rejects.toThrow('It is 00:02 long')
    await expect((async () => wave.derive?.({ kind: 'time', from: 1 }))()).rejects.toThrow('a span is taken')
    for (const name of ['film.avi', 'call.wma'])
      await expect((async () => (await open(name)).derive?.(at))()).rejects.toThrow('without encoding it anew')
  })
})

describe('what is odd or damaged', () => {
  it('a WAVE that was not closed, or is cut, is taken for what is there', async () => {
    const sound = Buffer.alloc(16_000, 128)
    for (const size of [0, 0xffffffff, 32_000]) {
      const file = await open('call.wav', Buffer.concat([waveHeader(size), sound]))
      expect(file.problems, String(size)).toHaveLength(1)
      expect(file.view, String(size)).toMatchObject({ seconds: 2 })
      expect(await peaks(file, 1, 2, 1), String(size)).toMatchObject([{ peak: expect.closeTo(0, 1) }])
      const cut = await file.derive?.({ kind: 'time', from: 1, to: 2 })
      expect(cut?.bytes.length).toBe(44 + 8000)
    }
  })

  it('a broadcast recorder’s own words are told, with no zone made up', async () => {
    const wave = toneOf(1)
    const bext = Buffer.alloc(8 + 602)
    bext.write('bext', 0, 'latin1')
    bext.writeUInt32LE(602, 4)
    bext.write('Gate, line 2', 8, 'latin1')
    bext.write('NICE recorder', 8 + 256, 'latin1')
    bext.write('2026-01-0510:11:12', 8 + 320, 'latin1')
    const file = await open('call.wav', Buffer.concat([wave.subarray(0, 12), bext, wave.subarray(12)]))
    expect(factsOf(file)).toEqual(
      expect.arrayContaining([
        'Description: Gate, line 2',
        'Recorder: NICE recorder',
        'Recorded: 2026-01-05 10:11:12 (no zone said)',
      ]),
    )
  })

  it('AMR is counted by its frames, as far as they go', async () => {
    const frame = Buffer.alloc(32, 0)
    frame[0] = 7 << 3
    const call = Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: 100 }, () => frame)])
    expect((await open('call.amr', call)).view).toMatchObject({ container: 'AMR', seconds: 2, sound: 'none' })
    const cut = await open('call.amr', call.subarray(0, call.length - 5))
    expect(cut.view).toMatchObject({ seconds: 1.98 })
    expect(cut.problems).toHaveLength(1)
  })

  it('what ends early is refused or opened, and never goes on for ever', async () => {
    for (const name of ['call.mp3', 'call.flac', 'call.ogg', 'film.mp4', 'film.webm', 'film.avi', 'call.wma']) {
      const whole = input(name)
      for (const share of [0.02, 0.3, 0.6, 0.95]) {
        const bytes = whole.slice(0, Math.max(64, Math.floor(whole.length * share)))
        if (!recording.takes(await sniff(sourceOf(name, bytes)), sourceOf(name, bytes))) continue
        const outcome = await open(name, bytes).then(
          ({ view }) => view.kind,
          (thrown: unknown) => (thrown as Error).name,
        )
        expect(['recording', 'Error'], `${name} ${share}`).toContain(outcome)
      }
    }
  })
})
