import { array, assert, asyncProperty, constantFrom, oneof, property, string, tuple } from 'fast-check'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { times } from '../../../../tests/faults/measure.ts'
import { packetContentSchema, type PacketContent, type PacketContentInput } from '../../print/content.ts'
import { manifestOf } from './manifest.ts'
import { planExhibits } from './plan.ts'
import { authority, build, engines, file, picture, typesetterOf, type Authority } from './testing/make.ts'
import { sampleContent } from './testing/sample.ts'
import type { SampleFile } from './testing/sample-entries.ts'
import { chooseEngine } from '../../print/choose.ts'
import { compose, type Templates } from '../../print/compose.ts'
import type { Engine } from '../../print/engine.ts'
import { loadFaces } from '../../print/fonts.ts'
import { platesOf } from '../../print/plates.ts'
import type { TypesetJob } from '../../print/port.ts'

const template = (name: string): string =>
  readFileSync(new URL(`../../../../resources/packet/${name}`, import.meta.url), 'utf8')
const templates: Templates = {
  packet: template('packet.typ'),
  plain: template('plain.typ'),
  style: template('style.typ'),
  work: template('work.typ'),
  rich: template('rich.typ'),
}
const faces = loadFaces()
const decoding = { without: new Map<number, string>(), onBegin: () => undefined, onDone: () => undefined }

const hostile = constantFrom(
  '',
  ' ',
  '\n\n\n',
  '\u0000\u0001\u0007\u001b[31m',
  '\ufeff\ufffe\uffff\ufffd',
  '\ud800',
  'a\udc00b\ud83d',
  '\u202eexe.gpj\u2066x\u2069\u200f\u200e',
  '\ue000\uf8ff\u{f0000}\u{10ffff}',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇵🇹1️⃣☠️ 🫩',
  '\u0301'.repeat(40),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  '#eval("1")',
  '#panic()',
  '#read("/etc/passwd") #include "/etc/passwd" #import "@preview/x:1.0.0": *',
  '= Heading\n- item\n/ term: x\n$ x^2 $ `raw` ```\n*b* _i_ <label> @ref // c /* d */ \\',
  '"quoted" \\u{41} \\" \' ; ] ) }',
  '../../etc/passwd',
  'C:\\con\\nul',
  'مرحبا بالعالم ١٢٣ (abc) שלום',
  'नमस्ते दुनिया क्षत्रिय',
  '한국어 ไทย ᠮᠣᠩᠭᠣᠯ 𐍈 𝔘𝔫𝔦 𒀀',
  'ﷺ\u2028\u2029\u0085\u00a0\u00ad\u200b\u200c\u200d\u2060',
  '<script>alert(1)</script>&amp;',
  '%PDF-1.7 endstream endobj /ByteRange [0 1 2 3]',
)
const text = oneof(hostile, string({ unit: 'binary', maxLength: 60 }), string({ unit: 'grapheme', maxLength: 60 }))
const some = tuple(text, text, text, text).map((parts) => parts.join(' '))

/** The sample with every free text replaced by one of a list. */
function poisoned(input: PacketContentInput, texts: string[]): PacketContent {
  const kept = new Set([
    'sha256',
    'root',
    'vaultRootFingerprint',
    'preparedAt',
    'type',
    'paper',
    'language',
    'mediaType',
  ])
  let n = 0
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return kept.has(key) ? value : texts[n++ % texts.length]
    if (Array.isArray(value)) return value.map((member: unknown) => walk(member, key))
    if (typeof value !== 'object' || value === null || key === 'manifest') return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, name)]))
  }
  return packetContentSchema.parse(walk(input, ''))
}

async function jobOf(files: SampleFile[], texts: string[]): Promise<TypesetJob> {
  const content = poisoned(sampleContent(files, await authority()), texts)
  const places = planExhibits(content.exhibits)
  const attachments = files.flatMap(({ bytes, mediaType }, i) => {
    const name = places[i]?.file
    return name === undefined ? [] : [{ name, bytes, mediaType, description: '', relationship: 'supplement' as const }]
  })
  return { content, places, attachments }
}

describe.each(engines)('no text stops an export by the %s engine', (kind) => {
  let engine: Engine
  let files: SampleFile[]
  beforeAll(async () => {
    engine = await chooseEngine(kind)
    files = [file('1', 'a.png', 'image/png', await picture('png')), file('2', 'b', 'text/plain', Buffer.from('b'))]
  })

  test('hostile strings in every field, set as designed', async () => {
    await assert(
      asyncProperty(array(some, { minLength: 1, maxLength: 40 }), async (texts) => {
        const job = await jobOf(files, texts)
        const composed = await compose(engine, job, await platesOf(job, decoding), faces, templates, false)
        expect(composed).toMatchObject({ remarks: [] })
      }),
      { numRuns: kind === 'native' ? times(12, 6) : times(4, 2) },
    )
  })

  // The slower engine takes some seconds for as many.
  const length = kind === 'native' ? 40_000 : times(40_000, 8000)
  test(`tokens of ${length} characters in every field`, async () => {
    const job = await jobOf(files, ['x'.repeat(length), '漢字'.repeat(length / 4)])
    const { remarks, pages } = await typesetterOf(kind).typeset(job)
    expect(remarks).toEqual([])
    expect(pages).toBeGreaterThan(length / 800)
  })

  test('the plain rendering takes them too', async () => {
    await assert(
      asyncProperty(array(some, { minLength: 1, maxLength: 40 }), async (texts) => {
        const composed = await compose(engine, await jobOf(files, texts), [], faces, templates, true)
        expect(composed).toMatchObject({ remarks: ['The pages are set as plain text.'] })
      }),
      { numRuns: kind === 'native' ? 4 : 2 },
    )
  })

  test('the manifest has the original of each, lone surrogates escaped', async () => {
    const signer = await authority()
    assert(
      property(array(some, { minLength: 1, maxLength: 40 }), (texts) => {
        const content = poisoned(sampleContent(files, signer), texts)
        const manifest = manifestOf(content, planExhibits(content.exhibits))
        const shown = manifest.texts.map((one) => (one.escaped ? String(JSON.parse(one.text)) : one.text))
        expect(shown).toContain(content.case.title)
        expect(shown).toContain(content.reports[0]?.narrative)
      }),
      { numRuns: 30 },
    )
  })
})

describe.each(engines)('no file stops an export by the %s engine', (kind) => {
  const typesetter = typesetterOf(kind)
  let signer: Authority
  beforeAll(async () => {
    signer = await authority()
  })

  test('empty, broken, CMYK, misnamed, of weird types, of equal names, with hostile names', async () => {
    const jpeg = await picture('jpeg')
    const cmyk = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#804020' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    const names = [
      'same.txt',
      'same.txt',
      'SAME.TXT',
      '../../x',
      'a/b\\c',
      '\u202egpj.exe',
      '',
      '.',
      '\ud800',
      'manifest.json',
    ]
    const files = [
      file('1', 'cut.jpg', 'image/jpeg', jpeg.subarray(0, jpeg.length / 2)),
      file('2', 'cmyk.jpg', 'image/jpeg', cmyk),
      file('3', 'png-that-is-jpeg.png', 'image/png', jpeg),
      file('4', 'empty.png', 'image/png', new Uint8Array()),
      file('5', 'noise.webp', 'image/webp', Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 ')),
      file('6', 'drawing.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9e9"/>')),
      file('7', 'weird', 'te xt/;;\u0000', Buffer.from('x')),
      file('8', 'none', '', Buffer.from('x')),
      file('9/../', 'in.pdf', 'application/pdf', Buffer.from('%PDF-1.7 /ByteRange [0 1 2 3] /Encrypt')),
      ...names.map((name, i) => file(`E${i}`, name, 'text/plain', Buffer.from(`same ${i}`))),
    ]
    const built = await build(files, signer, undefined, kind)
    expect(built.remarks).toEqual([])
    expect(built.manifest.exhibits.filter(({ disposition }) => disposition === 'attached')).toHaveLength(
      files.length - 1,
    )
    const attached = built.manifest.exhibits.flatMap(({ file: name }) =>
      name === undefined ? [] : [name.toLowerCase()],
    )
    expect(new Set(attached).size).toBe(attached.length)
  })

  test('an input that aborts the engine is an error here, not the end of our process', async () => {
    // An empty attachment is one of the two inputs that abort the engine; the plan never lets one through.
    const job = await jobOf([file('1', 'a.txt', 'text/plain', Buffer.from('a'))], ['text'])
    const aborting = {
      ...job,
      attachments: job.attachments.map((one) => Object.assign({}, one, { bytes: new Uint8Array() })),
    }
    await expect(typesetter.typeset(aborting)).rejects.toMatchObject({ code: 'TYPESETTING_FAILED' })
  })

  test('stopping ends the process at once', async () => {
    const stop = new AbortController()
    const job = await jobOf([], ['text'])
    const running = typesetter.typeset(job, { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('the same content gives the same bytes', async () => {
    const job = await jobOf([file('1', 'a.txt', 'text/plain', Buffer.from('a'))], ['one', 'two', 'مرحبا'])
    const [first, second] = [await typesetter.typeset(job), await typesetter.typeset(job)]
    expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true)
  })
})
