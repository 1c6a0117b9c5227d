import { readFileSync } from 'node:fs'
import { PDFDocument, PDFName, PDFString, type PDFObject } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { filesUnder, isThere, real } from '../../../../../tests/real/real.ts'
import type { OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { pdf } from './pdf.ts'

const open = (bytes: Uint8Array, password?: string): Promise<OpenedFile> =>
  openBy(pdf, sourceOf('a.pdf', bytes), password)
const openReal = (name: string): Promise<OpenedFile> => open(readFileSync(real(name)))
const actionsIn = ({ facts }: OpenedFile): string[] =>
  facts.filter(({ name }) => name.startsWith('Action, ')).map(({ name, value }) => `${name} = ${value}`)
const valuesOf = ({ facts }: OpenedFile, wanted: string): string[] =>
  facts.filter(({ name }) => name === wanted).map(({ value }) => value)

const text = (words: string): PDFString => PDFString.of(words)
const sets = (file: PDFDocument) => {
  const put = (literal: unknown): PDFObject => file.context.obj(literal as never)
  return {
    put,
    ofDocument: (key: string, literal: unknown) => file.catalog.set(PDFName.of(key), put(literal)),
    ofPage: (key: string, literal: unknown) => file.getPage(0).node.set(PDFName.of(key), put(literal)),
  }
}
async function onePage(): Promise<PDFDocument> {
  const file = await PDFDocument.create()
  file.addPage([300, 200])
  return file
}

describe('actions', () => {
  it('are named with what sets them off, and those that run by themselves apart', async () => {
    const file = await onePage()
    const { put, ofDocument, ofPage } = sets(file)
    const { context } = file
    const run = { S: 'Launch', Win: { F: text('cmd.exe'), P: text('/c calc') } }
    ofDocument('OpenAction', { S: 'JavaScript', JS: text('app.alert(1)'), Next: [run] })
    ofDocument('AA', { WC: { S: 'SubmitForm', F: { FS: 'URL', F: text('https://a.test/x') } } })
    const code = context.register(context.flateStream(Buffer.from('\u00fe\u00ff\0i\0n\0i\0t', 'latin1')))
    ofDocument('Names', { JavaScript: { Names: [text('one'), { S: 'JavaScript', JS: code }] } })
    const link = { Subtype: 'Link', Rect: [0, 0, 9, 9] }
    ofPage('Annots', [
      { ...link, A: { S: 'URI', URI: text('https://b.test/') } },
      { ...link, A: { S: 'GoToR', F: text('other.pdf'), D: [0, 'Fit'] } },
      { ...link, A: { S: 'GoTo', D: [0, 'Fit'] } },
      {
        Subtype: 'Widget',
        FT: 'Tx',
        T: text('sum'),
        Rect: [0, 0, 9, 9],
        AA: { PO: { S: 'ImportData', F: text('data.fdf') } },
      },
    ])
    context.register(put({ S: 'JavaScript', JS: text('unused()') }))
    const found = await open(await file.save())
    expect(actionsIn(found)).toEqual([
      'Action, on opening = JavaScript: app.alert(1)',
      'Action, on opening = Launch: cmd.exe /c calc',
      'Action, document, before it is closed = SubmitForm: https://a.test/x',
      'Action, script “one”, on opening = JavaScript: init',
      'Action, p. 1, link = URI: https://b.test/',
      'Action, p. 1, link = GoToR: other.pdf',
      'Action, p. 1, field “sum”, when its page is opened = ImportData: data.fdf',
      expect.stringMatching(
        /^Action, object \d+, to which nothing that is read here leads = JavaScript: unused\(\)$/,
      ) as string,
    ])
    const ending = 'They stand among its facts; nothing of them runs here.'
    expect(found.problems).toEqual([
      `It has actions that run by themselves in other programs: JavaScript, Launch, SubmitForm, ImportData. ${ending}`,
      `It has actions that are set off by hand in other programs: GoToR. ${ending}`,
    ])
  })

  it('that only lead about in the document, or to an address by a click, are no problem', async () => {
    const file = await onePage()
    const { ofDocument, ofPage } = sets(file)
    ofDocument('OpenAction', [0, 'Fit'])
    ofPage('Annots', [{ Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'URI', URI: text('https://b.test/') } }])
    const found = await open(await file.save())
    expect(found.problems).toEqual([])
    expect(actionsIn(found)).toEqual(['Action, p. 1, link = URI: https://b.test/'])
  })

  it('of an encrypted file are read with its password', async () => {
    const file = await onePage()
    const { put, ofDocument } = sets(file)
    ofDocument('OpenAction', file.context.register(put({ S: 'JavaScript', JS: text('secret()') })))
    file.encrypt({ userPassword: 'north gate', ownerPassword: 'owner' })
    expect(actionsIn(await open(await file.save(), 'north gate'))).toEqual([
      'Action, on opening = JavaScript: secret()',
    ])
  })

  it('that follow one another in circles, or by the thousand, are told and counted', async () => {
    const file = await onePage()
    const { put, ofDocument, ofPage } = sets(file)
    const ring = file.context.nextRef()
    file.context.assign(ring, put({ S: 'JavaScript', JS: text('again()'), Next: [ring, ring] }))
    ofDocument('OpenAction', ring)
    const many = Array.from({ length: 400 }, (_, n) => ({ S: 'Launch', F: text(`${n}.exe`) }))
    ofPage('AA', { O: { ...many[0], Next: many.slice(1) } })
    const found = await open(await file.save())
    expect(actionsIn(found)).toHaveLength(300)
    expect(actionsIn(found).slice(0, 2)).toEqual([
      'Action, on opening = JavaScript: again()',
      'Action, p. 1, when it is opened = Launch: 0.exe',
    ])
    expect(found.problems).toContain('It has 401 actions; the first 300 stand among its facts.')
  })

  it('are read where the end of their object is missing, as other programs read them', async () => {
    const file = await onePage()
    sets(file).ofDocument('OpenAction', file.context.register(sets(file).put({ S: 'JavaScript', JS: text('cut()') })))
    const bytes = Buffer.from(await file.save({ useObjectStreams: false }))
    const at = bytes.indexOf('>>', bytes.indexOf('cut()'))
    bytes.fill(' ', at, at + 2)
    expect(actionsIn(await open(bytes))).toEqual(['Action, on opening = JavaScript: cut()'])
  })
})

describe('files that a PDF carries or names', () => {
  it('are listed and taken out wherever they hang', async () => {
    const file = await onePage()
    const { ofPage } = sets(file)
    await file.attach(Buffer.from('listed'), 'a.txt')
    const stream = file.context.register(file.context.flateStream('pinned'))
    const spec = { Type: 'Filespec', F: text('b.txt'), EF: { F: stream } }
    ofPage('Annots', [{ Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], FS: spec }])
    const found = await open(await file.save())
    expect(valuesOf(found, 'Embedded file').sort()).toEqual(['a.txt', 'b.txt, on p. 1'])
    expect(found.members.map(({ path, note }) => [path, note])).toEqual([
      ['a.txt', null],
      ['b.txt', 'on p. 1'],
    ])
    expect(Buffer.from((await found.member?.('b.txt')) ?? []).toString()).toBe('pinned')
  })

  it('outside of it, addresses in rich text, films and forms of XFA are named, and nothing is fetched', async () => {
    const file = await onePage()
    const { put, ofDocument, ofPage } = sets(file)
    const film = { Subtype: 'RichMedia', Rect: [0, 0, 9, 9] }
    const rich = text(
      '<body xmlns="http://www.w3.org/1999/xhtml"><img src="http://c.test/x.jpg"/><a href="\\\\\\\\d.test\\\\x"/></body>',
    )
    ofPage('Annots', [film, { Subtype: 'FreeText', Rect: [0, 0, 9, 9], RC: rich }])
    file.context.register(file.context.stream('', { F: put({ F: text('far.jpg') }) as never }))
    const form = '<template><script>run()</script><event><submit target="https://e.test"/></event></template>'
    ofDocument('AcroForm', {
      Fields: [],
      XFA: [text('template'), file.context.register(file.context.flateStream(form))],
    })
    const found = await open(await file.save())
    expect(valuesOf(found, 'Outside')).toEqual(['http://c.test/x.jpg', '\\\\d.test\\x', 'far.jpg'])
    expect(valuesOf(found, 'XFA form, part')).toEqual(['template: 1 script, 1 submission'])
    expect(found.problems).toEqual([
      expect.stringMatching(/^It has a form of XFA too/) as string,
      'It names files or addresses outside of it that another program may fetch; nothing is fetched here.',
      'It has rich media, which is neither shown nor played here: RichMedia on p. 1.',
    ])
  })
})

/** Kinds of what acts in each hostile file, by the name that its maker gave it. */
const hostile: [name: RegExp, facts: RegExp][] = [
  [/B4-gotoe/, /Action, on opening = GoToE: embed\.pdf/],
  [/G2-js/, /Action, script “js”, on opening = JavaScript: \s*try\{x='A'/],
  [/data-link/, /p\. 1, link = ImportData: http:/],
  [/form-doc/, /on opening = SubmitForm: http:/],
  [/gotoe-anot/, /when its page is opened = GoToE: http:/],
  [/gotoe-page/, /p\. 1, when it is opened = GoToE: http:/],
  [/gotor-name/, /GoToR: http:/],
  [/js-link/, /p\. 1, link = JavaScript: /],
  [/launch-doc/, /on opening = Launch: http:/],
  [/print-anot/, /when its page is opened = Launch: http:/],
  [/print-page/, /p\. 1, when it is opened = Launch: http:/],
  [/thread-link/, /p\. 1, link = Thread: http:/],
  [/uri-doc/, /on opening = URI: http:/],
  [/xhtml/, /Outside = http:\/\/img-src\.evil\.com/],
  [/01-stream-external/, /Outside = lfi\.jpg/],
  [/04-embedded-file-external/, /Outside = lfi\.txt\n[^]*Embedded file = lfi\.txt/],
  [/06-import-data/, /on opening = ImportData: lfi\.fdf/],
  [/04-thread-action/, /on opening = Thread: \\\\evil\.com\\/],
  [/08-submit-action/, /on opening = SubmitForm: \\\\evil\.com\\/],
  [/02-change-via-js/, /document, before it is printed = JavaScript/],
  [/04-submit-form-fs/, /p\. 1, field “y” = SubmitForm: file:/],
]

describe.skipIf(!isThere('hostile-pdfs'))('hostile files', () => {
  const files = filesUnder('hostile-pdfs').filter((name) => /(?:01-dos|02-disclosure|03-manipulation_0[12])/.test(name))
  it.each(hostile)('%s say what acts in them', async (name, wanted) => {
    const found = await open(readFileSync(files.find((one) => name.test(one)) ?? ''))
    expect(found.facts.map((fact) => `${fact.name} = ${fact.value}`).join('\n')).toMatch(wanted)
    expect(found.problems.join('\n')).toMatch(/run by themselves|set off by hand|outside of it/)
  })

  it.skipIf(!isThere('pdfs'))('and files that act in no harm say it too, and give what they carry', async () => {
    expect((await openReal('pdfs/evaljs.pdf')).problems.join()).toContain(
      'set off by hand in other programs: JavaScript',
    )
    expect((await openReal('pdfs/js-buttons.pdf')).problems.join()).toContain(
      'by themselves in other programs: JavaScript',
    )
    const pinned = await openReal('pdfs/annotation-fileattachment.pdf')
    expect(Buffer.from((await pinned.member?.('Test.txt')) ?? []).toString()).toContain('Test')
    const odd = await openReal('pdfs/attachment.pdf')
    expect(Buffer.from((await odd.member?.('foo.txt')) ?? []).toString('latin1')).toHaveLength(9)
  })
})
