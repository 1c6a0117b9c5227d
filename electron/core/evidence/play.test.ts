import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepExhibit, newCase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { toneOf } from '../../../tests/support/wave.ts'
import { zipOf } from './reading/archive/made-zip.fixture.ts'

let test: TestApp
let caseNumber: string
const page = new AbortController()
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

const custody = async (exhibit: string): Promise<(string | null)[]> => {
  const { custody: events } = await test.call('exhibit.get', { exhibit })
  return events.filter(({ action }) => action === 'access').map(({ method }) => method)
}

it('each playing is an access on record, and plays what lies in an archive too', async () => {
  const call = toneOf(2)
  const exhibit = await keepExhibit(test, caseNumber, 'calls.zip', zipOf([{ name: 'a/call.wav', bytes: call }]))
  const within = ['a/call.wav']
  const opened = await test.call('exhibit.open', { exhibit, within })
  expect(opened.view).toMatchObject({ kind: 'recording', container: 'WAVE', seconds: 2 })
  expect(await custody(exhibit)).toEqual([])
  const { bytes, size, mediaType } = await test.call('exhibit.play', { exhibit, within }, { page: page.signal })
  expect({ size, mediaType }).toEqual({ size: call.length, mediaType: 'audio/wav' })
  const piece = await test.app.bytes.read(bytes, 100, 5000)
  expect(Buffer.from(piece?.bytes ?? [])).toEqual(call.subarray(100, 5100))
  await test.call('exhibit.play', { exhibit, within }, { page: page.signal })
  expect(await custody(exhibit)).toEqual(Array(2).fill('played in the viewer, member a/call.wav'))
  // The archive itself is no sound, and nobody got at it.
  await expect(test.call('exhibit.play', { exhibit }, { page: page.signal })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  })
  expect(await custody(exhibit)).toHaveLength(2)
  const out = join(test.folder, 'waves')
  const { files } = await test.call('exhibit.render', { exhibit, within, out, width: 400 })
  expect(files).toEqual(['page-0001.png'])
  const span = await test.call('exhibit.derive', { exhibit, at: 'member a/call.wav, at 00:00.500–00:01' })
  expect(span.how).toContain('samples 4000 to 7999')
  expect(await test.call('exhibit.get', { exhibit: span.number })).toMatchObject({
    kind: 'derivative',
    size: 44 + 8000,
    derivedFrom: { number: exhibit },
  })
})

it('a picture of a video becomes an exhibit that names the moment and what drew it', async () => {
  const film = readFileSync(join(import.meta.dirname, '../../../tests/inputs/recordings/film.webm'))
  const exhibit = await keepExhibit(test, caseNumber, 'film.webm', film)
  const send = async (picture: Buffer): Promise<string> => {
    const { bytes } = await test.call('file.receive', { size: picture.length }, { page: page.signal })
    await test.app.bytes.write(bytes, 0, picture)
    return bytes
  }
  const still = { exhibit, at: 1.2004, engine: 'Chromium 130.0' }
  await expect(
    test.call('exhibit.still', { ...still, bytes: await send(Buffer.from('<svg/>')) }, { page: page.signal }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
  const { number, how } = await test.call('exhibit.still', { ...still, bytes: await send(png) }, { page: page.signal })
  expect(how).toBe('still at 00:01.200 as PNG, drawn by Chromium 130.0 in the window')
  expect(await test.call('exhibit.get', { exhibit: number })).toMatchObject({
    fileName: 'film at 00.01.200.png',
    kind: 'derivative',
    derivedFrom: { number: exhibit, how },
  })
})
