import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import { zipOf } from '../archive/made-zip.fixture.ts'
import { Locked, type OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { oldOffice } from './old-office.ts'

const load = createRequire(import.meta.url)
const cfb = load('cfb') as typeof import('cfb')
const xlsx = load('xlsx') as typeof import('xlsx')
const tool = load('officecrypto-tool') as { encrypt(bytes: Buffer, options: object): Uint8Array }

const open = (bytes: Uint8Array, password?: string): Promise<OpenedFile> =>
  openBy(oldOffice, sourceOf('a', bytes), password)

const textOf = async (file: OpenedFile): Promise<[string, string][]> => {
  const { units } = (await file.text?.(0)) ?? { units: [] }
  for (const { at } of units) expect(parseAt(at), at).toBeDefined()
  return units.map(({ at, text }) => [at, text])
}

const compound = (streams: Record<string, Buffer>): Buffer => {
  const file = cfb.utils.cfb_new()
  for (const [name, bytes] of Object.entries(streams)) cfb.utils.cfb_add(file, `/${name}`, bytes)
  return Buffer.from(cfb.write(file, { type: 'buffer' }) as Uint8Array)
}

/** A document of Word 97: its text in one piece of one-byte letters, and one of UTF-16, with a mark on some characters. */
function madeDoc({
  body,
  comments = '',
  mark,
}: {
  body: string
  comments?: string
  mark?: { from: number; to: number; code: number }
}): Buffer {
  const [first, second] = [body + '\r', comments === '' ? '' : comments + '\r']
  const main = Buffer.alloc(0x1000)
  main.writeUInt16LE(0xa5ec, 0)
  main.writeUInt16LE(0xc1, 2)
  main.writeUInt16LE(0x0200, 0x0a)
  main.writeUInt32LE(first.length, 0x4c)
  main.writeUInt32LE(second.length, 0x5c)
  main.write(first, 0x800, 'latin1')
  main.write(second, 0xa00, 'utf16le')
  const clx = Buffer.alloc(5 + 12 + 16)
  clx[0] = 2
  clx.writeUInt32LE(28, 1)
  clx.writeUInt32LE(first.length, 9)
  clx.writeUInt32LE(first.length + second.length, 13)
  clx.writeUInt32LE((0x800 * 2) | 0x4000_0000, 17 + 2)
  clx.writeUInt32LE(0xa00, 25 + 2)
  const table = Buffer.alloc(512)
  clx.copy(table, 0)
  main.writeUInt32LE(clx.length, 0x01a6)
  if (mark) {
    // One page of properties at 0xe00: characters before, marked, and after.
    const at = 0xe00
    for (const [index, place] of [0x800, 0x800 + mark.from, 0x800 + mark.to, 0x1000].entries())
      main.writeUInt32LE(place, at + index * 4)
    main.writeUInt8(200, at + 16 + 1)
    main.writeUInt8(3, at + 400)
    main.writeUInt16LE(mark.code, at + 401)
    main.writeUInt8(1, at + 403)
    main.writeUInt8(3, at + 511)
    main.writeUInt32LE(100, 0xfa)
    main.writeUInt32LE(12, 0xfe)
    table.writeUInt32LE(0x1000, 104)
    table.writeUInt32LE(at / 512, 108)
  }
  return compound({ WordDocument: main, '1Table': table })
}

/** A document whose table of pieces names the same bytes over and over. */
function doubledDoc(times: number): Buffer {
  const main = Buffer.alloc(0x1000, 0x61)
  main.fill(0, 0, 0x200)
  main.writeUInt16LE(0xa5ec, 0)
  main.writeUInt16LE(0xc1, 2)
  main.writeUInt16LE(0x0200, 0x0a)
  main.writeUInt32LE(0xe00 * times, 0x4c)
  const clx = Buffer.alloc(5 + (times + 1) * 4 + times * 8)
  clx[0] = 2
  clx.writeUInt32LE(clx.length - 5, 1)
  for (let n = 0; n <= times; n++) clx.writeUInt32LE(0xe00 * n, 5 + n * 4)
  for (let n = 0; n < times; n++) clx.writeUInt32LE((0x200 * 2) | 0x4000_0000, 5 + (times + 1) * 4 + n * 8 + 2)
  main.writeUInt32LE(clx.length, 0x01a6)
  return compound({ WordDocument: main, '1Table': clx })
}

describe('documents of Word before 2007', () => {
  it('are read once where their pieces name the same bytes a thousand times', async () => {
    const file = await open(doubledDoc(1000))
    const { units = [] } = (await file.text?.(0)) ?? {}
    expect(units.reduce((sum, { text }) => sum + text.length, 0)).toBe(2 * 0xe00)
    expect(file.problems).toContain(
      'It names the same bytes of its text over and over: 998 of its 1000 pieces were not read.',
    )
  })

  it('keep what was deleted and hidden, marked, and comments apart from the text', async () => {
    const file = await open(
      madeDoc({ body: 'Meet him at nine', comments: 'Ünsure', mark: { from: 9, to: 11, code: 0x0800 } }),
    )
    expect(await textOf(file)).toEqual([
      ['line 1', 'Meet him [deleted: at] nine'],
      ['line 2', '[comments: Ünsure]'],
    ])
    expect(file.members.map(({ path }) => path)).toContain('WordDocument')
    expect((await textOf(await open(madeDoc({ body: 'abc', mark: { from: 0, to: 3, code: 0x083c } }))))[0]?.[1]).toBe(
      '[hidden: abc]',
    )
  })

  it('say what is damaged, and never fail for it', async () => {
    const whole = madeDoc({ body: 'Meet him' })
    for (let cut = 600; cut < whole.length; cut += 512)
      await open(whole.subarray(0, cut)).then(
        async (file) => expect((await textOf(file)).length + file.problems.length).toBeGreaterThan(0),
        (thrown: unknown) => expect((thrown as Error).constructor.name).toBe('Unreadable'),
      )
    const main = Buffer.alloc(0x1000)
    main.writeUInt16LE(0xa5ec, 0)
    main.writeUInt16LE(0xc1, 2)
    expect((await open(compound({ WordDocument: main, '0Table': Buffer.alloc(100) }))).problems.join(' ')).toContain(
      'table of pieces',
    )
    main.writeUInt16LE(0x0100, 0x0a)
    await expect(open(compound({ WordDocument: main }))).rejects.toBeInstanceOf(Locked)
  })
})

describe('workbooks of Excel before 2007', () => {
  it('show values as stored, formulas, far cells, and what is hidden, by cells that can be cited', async () => {
    const sheet: import('xlsx').WorkSheet = {
      '!ref': 'A1:C60000',
      A1: { t: 's', v: 'when' },
      B1: { t: 'n', v: 45_000, z: 'm/d/yy' },
      C2: { t: 'n', v: 3, f: 'A2+1' },
      C60000: { t: 's', v: 'far' },
    }
    const book = xlsx.utils.book_new()
    xlsx.utils.book_append_sheet(book, sheet, 'Seen')
    xlsx.utils.book_append_sheet(book, { '!ref': 'A1', A1: { t: 's', v: 'the list' } }, 'Kept back')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 2 }] }
    const file = await open(xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer)
    const text = await textOf(file)
    expect(text).toContainEqual(['sheet Seen, A1:B1', 'when\t45000 [3/15/23]'])
    expect(text).toContainEqual(['sheet Seen, C60000', 'far'])
    expect(text).toContainEqual(['sheet Kept back, A1', 'the list'])
    expect(text.map(([, words]) => words)).toContain('[sheet Kept back, hidden]')
    expect(file.problems.join(' ')).toContain('“Kept back” is hidden so that its program does not offer')
  })
})

describe('encrypted documents', () => {
  const docx = zipOf([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    {
      name: 'word/document.xml',
      bytes: Buffer.from(
        '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Sealed words</w:t></w:r></w:p></w:body></w:document>',
      ),
    },
  ])

  it.each([
    ['standard', { type: 'standard' }],
    ['agile', {}],
  ] as const)('of later Office (%s) ask for their password, and open with it alone', async (_, options) => {
    const bytes = Buffer.from(tool.encrypt(docx, { password: 'oak', ...options }))
    await expect(open(bytes)).rejects.toBeInstanceOf(Locked)
    // Its keys are made slow to try: a wrong one is tried of the older way alone.
    if ('type' in options) await expect(open(bytes, 'elm')).rejects.toBeInstanceOf(Locked)
    const file = await open(bytes, 'oak')
    expect(await textOf(file)).toEqual([['line 1', 'Sealed words']])
    expect(file.facts).toContainEqual({ name: 'Encrypted', value: 'yes: it opens with a password', source: 'content' })
  })
})

describe('presentations of PowerPoint before 2007', () => {
  const record = (kind: number, body: Buffer, head = 0): Buffer => {
    const start = Buffer.alloc(8)
    start.writeUInt16LE(head, 0)
    start.writeUInt16LE(kind, 2)
    start.writeUInt32LE(body.length, 4)
    return Buffer.concat([start, body])
  }
  const words = (text: string): Buffer => record(4000, Buffer.from(text, 'utf16le'))

  it('give the text of each slide its page', async () => {
    const list = record(
      4080,
      Buffer.concat([
        record(1011, Buffer.alloc(20)),
        words('One'),
        record(1011, Buffer.alloc(20)),
        words('Two\rlines'),
      ]),
      0x0f,
    )
    const file = await open(
      compound({
        'PowerPoint Document': Buffer.concat([
          record(1000, list, 0x0f),
          record(1006, record(4008, Buffer.from('in the slide')), 0x0f),
        ]),
      }),
    )
    expect(await textOf(file)).toEqual([
      ['p. 1', 'One'],
      ['p. 2', 'Two'],
      ['p. 2', 'lines'],
      ['p. 1', 'in the slide'],
    ])
  })

  it('say that they end too early, and do not follow containers without an end', async () => {
    const broken = record(1000, Buffer.alloc(4), 0x0f)
    broken.writeUInt32LE(0x7fff_ffff, 4)
    expect((await open(compound({ 'PowerPoint Document': broken }))).problems.join(' ')).toContain('damaged or cut off')
    let deep = words('deep')
    for (let level = 0; level < 500; level++) deep = record(1000, deep, 0x0f)
    await expect(open(compound({ 'PowerPoint Document': deep }))).resolves.toBeDefined()
  })
})
