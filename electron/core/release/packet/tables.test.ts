import { renameSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRef, type PDFObject } from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Verdict } from '../../../../shared/packet/verify/verdict.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import { openPacket } from './reading/check.ts'
import { signPdf } from '../../sign/index.ts'
import { attachment, firstRevision, setBytes } from './testing/forge.ts'
import { authority, build, file, has, inFolder, put, run, type Authority } from './testing/make.ts'

// One number, two objects: the table of cross-references says which of them a reader shows. What is checked must be that
// one, in a packet and in what was added to a PDF of somebody else ("shadow attacks": hide, replace, hide and replace).

const note = { reason: 'test', at: '2026-11-23T08:51:00-05:00', name: 'R. Okafor' }
const verify = (bytes: Uint8Array<ArrayBuffer>): Promise<Verdict> =>
  verifyPacket(bytes, { subtle: crypto.subtle, checkLedger: () => [] })

let signer: Authority
beforeAll(async () => {
  signer = await authority()
})

const saved = (pdf: PDFDocument): Promise<Uint8Array> =>
  pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })

const refOf = (pdf: PDFDocument, object: PDFObject): PDFRef => {
  const ref = pdf.context.getObjectRef(object)
  if (!ref) throw new Error('no reference')
  return ref
}

/** An object as it stands in a file. */
function written(bytes: Uint8Array, { objectNumber }: PDFRef): Buffer {
  const all = Buffer.from(bytes)
  const from = all.indexOf(`\n${objectNumber} 0 obj`, 0, 'latin1') + 1
  return all.subarray(from, all.indexOf('endobj', from, 'latin1') + 7)
}

/** The file with more objects before its table, which does not name them. */
function withHidden(base: Uint8Array, ...hidden: Uint8Array[]): { bytes: Buffer; places: number[] } {
  const all = Buffer.from(base)
  const table = all.lastIndexOf('\nxref', undefined, 'latin1') + 1
  const places = hidden.map((_, n) => table + hidden.slice(0, n).reduce((sum, one) => sum + one.length, 0))
  const length = hidden.reduce((sum, one) => sum + one.length, 0)
  const end = all.toString('latin1', table).replace(/startxref\s+\d+/, `startxref\n${table + length}`)
  return { bytes: Buffer.concat([all.subarray(0, table), ...hidden, Buffer.from(end, 'latin1')]), places }
}

/** A revision that is nothing but a table. */
function andTable(signed: Uint8Array, entries: string, root: PDFRef): Uint8Array<ArrayBuffer> {
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(signed.subarray(-64)).toString('latin1'))?.[1] ?? ''
  const trailer = `trailer\n<< /Size 9999 /Root ${root.toString()} /Prev ${before} >>\n`
  const added = `\nxref\n${entries}${trailer}startxref\n${signed.length + 1}\n%%EOF\n`
  return Uint8Array.from(Buffer.concat([signed, Buffer.from(added, 'latin1')]))
}

const entry = (ref: PDFRef, at: number): string =>
  `${ref.objectNumber} 1\n${String(at).padStart(10, '0')} 00000 ${at === 0 ? 'f' : 'n'} \n`

describe('a packet whose table names another object than the last of its number', () => {
  test('is refused: a reader gets an exhibit that was not checked', async () => {
    const built = await build([file('1', 'a.txt', 'text/plain', Buffer.from('an exhibit'))], signer)
    const first = firstRevision(built.pdf)
    const trusted = await saved(await PDFDocument.load(first, { updateMetadata: false }))
    const pdf = await PDFDocument.load(first, { updateMetadata: false })
    const ref = refOf(pdf, attachment(pdf, 'exhibit-1-a.txt'))
    setBytes(pdf, attachment(pdf, 'exhibit-1-a.txt'), Buffer.from('another exhibit'))
    const signed = await signPdf(withHidden(await saved(pdf), written(trusted, ref)).bytes, signer, note)
    // The exhibit that the library finds is the true one.
    const found = attachment(await PDFDocument.load(signed, { updateMetadata: false }), 'exhibit-1-a.txt')
    const bytes = Buffer.from(found.getContents())
    expect((found.dict.has(PDFName.of('Filter')) ? inflateSync(bytes) : bytes).toString()).toBe('an exhibit')
    if (has('pdfdetach'))
      await inFolder((folder) => {
        run('pdfdetach', '-save', '1', '-o', `${folder}/out`, put(folder, 'p.pdf', signed))
        expect(run('cat', `${folder}/out`)).toContain('another exhibit')
      })
    const verdict = await verify(signed)
    expect(verdict).toMatchObject({ intact: false, anchored: false })
    expect(verdict.problems.map(({ code }) => code)).toEqual(['TABLE_CONTRADICTED'])
  }, 60_000)
})

describe('a packet whose tables can be followed in two ways', () => {
  /** A packet whose first revision has a second attachment text hidden, and the table changed before it is signed. */
  async function signedWith(
    change: (body: Buffer, table: string, ref: PDFRef, hidden: number) => [body: Buffer, table: string],
  ): Promise<Verdict> {
    const built = await build([file('1', 'a.txt', 'text/plain', Buffer.from('an exhibit'))], signer)
    const pdf = await PDFDocument.load(firstRevision(built.pdf), { updateMetadata: false })
    const ref = refOf(pdf, attachment(pdf, 'exhibit-1-a.txt'))
    const hidden = Buffer.from(`${ref.objectNumber} 0 obj\n<< /Length 7 >>\nstream\nanother\nendstream\nendobj\n`)
    // Before the true one, so that the library finds that.
    const base = Buffer.from(await saved(pdf))
    const first = base.indexOf('\n', base.indexOf('%PDF')) + 1
    const head = base.subarray(0, first)
    const moved = await saved(await PDFDocument.load(Buffer.concat([head, hidden, base.subarray(first)])))
    const whole = Buffer.from(moved)
    const at = whole.lastIndexOf('\nxref', undefined, 'latin1') + 1
    const [body, table] = change(whole.subarray(0, at), whole.toString('latin1', at), ref, first)
    return verify(await signPdf(Buffer.concat([body, Buffer.from(table, 'latin1')]), signer, note))
  }
  const codes = ({ problems }: Verdict): string[] => problems.map(({ code }) => code)

  test('is refused: a number twice in one table, and a second table that is a stream', async () => {
    expect(codes(await signedWith((body, table) => [body, table]))).not.toContain('TABLE_CONTRADICTED')
    const twice = await signedWith((body, table, ref, hidden) => [
      body,
      table.replace('trailer', `${entry(ref, hidden)}trailer`),
    ])
    expect(codes(twice)).toContain('TABLE_CONTRADICTED')
    // The second says what the first does, so that nothing speaks against it but that there are two.
    const hybrid = await signedWith((body, table, { objectNumber }) => {
      const place = Buffer.from([1, 0, 0, 0, 0, 0, 0])
      place.writeUInt32BE(body.indexOf(`\n${objectNumber} 0 obj`, 0, 'latin1') + 1, 1)
      const head = `9000 0 obj\n<< /Type /XRef /Size 9001 /W [1 4 2] /Index [${objectNumber} 1] /Length 7 >>\nstream\n`
      const second = Buffer.concat([Buffer.from(head), place, Buffer.from('\nendstream\nendobj\n')])
      const begins = `startxref\n${body.length + second.length}`
      return [
        Buffer.concat([body, second]),
        table.replace('/Root', `/XRefStm ${body.length} /Root`).replace(/startxref\s+\d+/, begins),
      ]
    })
    expect(codes(hybrid)).toContain('TABLE_CONTRADICTED')
  }, 60_000)
})

describe('a revision that is nothing but a table, after the signature of somebody else', () => {
  /** A contract of one page, signed; with a second text and a second catalog hidden in it. */
  async function contract(): Promise<{ signed: Uint8Array<ArrayBuffer>; refs: PDFRef[]; places: number[] }> {
    const pdf = await PDFDocument.create({ updateMetadata: false })
    const page = pdf.addPage([200, 200])
    const [text, stamp] = ['BT (You get 100) Tj ET', 'BT (Draft) Tj ET'].map((one) =>
      pdf.context.register(pdf.context.stream(one)),
    ) as [PDFRef, PDFRef]
    page.node.set(PDFName.of('Contents'), pdf.context.obj([text, stamp]))
    const base = await saved(pdf)
    const root = pdf.context.trailerInfo.Root as PDFRef
    const second = `${text.objectNumber} 0 obj\n<< /Length 24 >>\nstream\nBT (You get 9000) Tj ET \nendstream\nendobj\n`
    const catalog = '9000 0 obj\n<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 0 >> >>\nendobj\n'
    const { bytes, places } = withHidden(base, Buffer.from(second), Buffer.from(catalog))
    return { signed: await signPdf(bytes, signer, note), refs: [text, stamp, root], places }
  }

  test.each<[string, (made: Awaited<ReturnType<typeof contract>>) => Uint8Array<ArrayBuffer>]>([
    [
      'shows a text that lay hidden',
      ({ signed, refs: [text, , root], places: [at] }) => andTable(signed, entry(text!, at!), root!),
    ],
    ['hides a text', ({ signed, refs: [, stamp, root] }) => andTable(signed, entry(stamp!, 0), root!)],
    [
      'shows another catalog',
      ({ signed, places: [, at] }) => andTable(signed, entry(PDFRef.of(9000), at!), PDFRef.of(9000)),
    ],
    ['names a place where nothing is', ({ signed, refs: [text, , root] }) => andTable(signed, entry(text!, 3), root!)],
  ])('that %s is a change of the content', async (_what, change) => {
    const made = await contract()
    const [whole, changed] = [await verify(made.signed), await verify(change(made))]
    expect(whole).toMatchObject({ intact: null, signatures: [{ valid: true, added: null, problems: [] }] })
    expect(changed).toMatchObject({ intact: null, signatures: [{ valid: true, added: { allowed: false } }] })
    expect(changed.problems.map(({ code }) => code)).toContain('ALTERED_AFTER_SIGNING')
  })

  test('that says what was there already is no change', async () => {
    const { signed, refs } = await contract()
    const root = refs.at(-1) as PDFRef
    expect((await verify(andTable(signed, '0 1\n0000000000 65535 f \n', root))).signatures[0]?.added).toMatchObject({
      what: ['nothing that shows'],
      allowed: true,
    })
  })
})

test('a packet that is replaced while it is checked is not called good: another may lie there now', async () => {
  const built = await build([file('1', 'a.txt', 'text/plain', Buffer.from('an exhibit'))], signer)
  await inFolder(async (folder) => {
    const path = put(folder, 'p.pdf', built.pdf)
    const asked = { root: undefined, beside: new Map<string, string | null>() }
    expect((await (await openPacket({ path })).check(asked)).check.intact).toBe(true)
    const opened = await openPacket({ path })
    renameSync(put(folder, 'other.pdf', built.pdf), path)
    await expect(opened.check(asked)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
}, 60_000)
