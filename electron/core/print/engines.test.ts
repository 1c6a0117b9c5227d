import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { engines } from '../release/packet/testing/make.ts'
import { chooseEngine } from './choose.ts'
import type { Engine, Sheet } from './engine.ts'

const sheet = (source: string): Sheet => ({
  source,
  files: [{ path: '/broken.jpg', bytes: Buffer.from('no picture') }],
  fonts: [],
  attachments: [],
  at: 0,
})

describe.each(engines)('the %s engine', (kind) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await chooseEngine(kind)
    // The WASM build also writes to the console what it gives back as words.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterAll(() => {
    vi.restoreAllMocks()
  })

  test.each([
    ['a panic of the template', '#panic("x")', 'panicked'],
    ['a fault of syntax', '#let', 'expected pattern'],
    ['a file of this computer', `#read("${import.meta.filename}")`, /not found|access denied/],
    ['a file above its root', '#read("../../../../../../etc/hostname")', /not found|access denied/],
    ['a broken picture', '#image("/broken.jpg", alt: "a")', 'failed to decode image'],
  ])('gives its words for %s, and goes on', async (_, source, words) => {
    const set = await engine.set(sheet(source))
    expect(set).toEqual({ failed: expect.stringMatching(words) as string })
  })
})
