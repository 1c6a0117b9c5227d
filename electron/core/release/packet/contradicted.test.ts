import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFString, type PDFPage } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../../tests/support/app.ts'
import type { WrittenManifest } from '../../../../shared/packet/manifest.ts'
import type { Verdict } from '../../../../shared/packet/verify/verdict.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import { unlockSession } from '../../session.ts'
import { ownSigner } from '../../sign/certificates/own.ts'
import { checkLedger } from './reading/check.ts'
import { signPdf } from '../../sign/index.ts'
import type { Signer } from '../../sign/signer.ts'
import { first, retell, toldOtherwise } from './testing/retell.ts'
import { attachment, detach, firstRevision, forge, manifestOf, setBytes, type Forgery } from './testing/forge.ts'
import { authority } from './testing/make.ts'
import { aReport } from '../../../../tests/support/builders.ts'

// An insider holds the key that signs. What they cannot change is the ledger: each promise of docs/format-packet.md,
// section 5, is broken here once, signed anew with the vault's own key, and must be named.

let here: TestApp
let packet: Uint8Array<ArrayBuffer>
let own: WrittenManifest
let another: WrittenManifest
let signer: Signer
let root: string

beforeAll(async () => {
  here = testApp()
  const { rootFingerprint } = await newVault(here)
  root = rootFingerprint
  for (const [i, narrative] of ['He waits at the gate.', 'A van at the gate.'].entries()) {
    const { report } = await here.call('report.add', aReport({ reporter: { name: 'Ada Lind' }, narrative }))
    const { case: number } = await here.call('report.promote', { report, title: `T${i}`, owner: 'R. Okafor' })
    for (const name of ['letter.txt', 'log.txt']) {
      const file = join(here.folder, name)
      writeFileSync(file, `${name} ${number}`)
      const [added] = await here.call('exhibit.add', { case: number, files: [file] })
      await here.call('exhibit.recordCustody', {
        exhibit: added?.exhibit ?? '',
        action: 'transfer',
        from: 'R. Okafor',
        to: 'Safe 2',
        custodyAt: '2026-11-23T07:42:00-05:00',
      })
    }
    const out = join(here.folder, `${i}.pdf`)
    await here.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
  }
  packet = Uint8Array.from(readFileSync(join(here.folder, '0.pdf')))
  own = await manifestOf(packet)
  another = await manifestOf(readFileSync(join(here.folder, '1.pdf')))
  await here.call('vault.lock', {})
  const dir = join(here.folder, 'V.holdfast')
  const { workspace } = await unlockSession(testPorts(here.folder), { dir, passphrase }, () => undefined)
  signer = (await ownSigner(workspace)).signer
  await workspace.vault.close()
}, 120_000)
afterAll(() => here.end())

const verify = (pdf: Uint8Array<ArrayBuffer>): Promise<Verdict> =>
  verifyPacket(pdf, { subtle: crypto.subtle, checkLedger, expectedRoot: root })
const said = ({ problems }: Verdict): string => problems.map(({ code, message }) => `${code}: ${message}`).join('\n')

const typeOf = ({ bytes }: WrittenManifest['entries'][number]): string => (JSON.parse(bytes) as { type: string }).type
const without = (manifest: WrittenManifest, isLeft: (type: string) => boolean): void => {
  manifest.entries = manifest.entries.filter((entry) => !isLeft(typeOf(entry)))
}
const other = Buffer.from('other bytes')
const otherHash = createHash('sha256').update(other).digest('hex')

const annotate = (page: PDFPage, pdf: PDFDocument): void => {
  const stream = pdf.context.register(pdf.context.flateStream('hidden', { Type: 'EmbeddedFile' }))
  const file = pdf.context.obj({
    Type: 'Filespec',
    F: PDFString.of('hidden.txt'),
    UF: PDFString.of('hidden.txt'),
    EF: { F: stream },
  })
  page.node.set(
    PDFName.of('Annots'),
    pdf.context.obj([{ Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], FS: file }]),
  )
}

const mutations: [string, Forgery, RegExp][] = [
  [
    'an exhibit’s bytes and hash exchanged',
    {
      manifest: (m) => {
        first(m).sha256 = otherHash
        first(m).size = other.length
        retell(m, 'exhibits[0].sha256', otherHash)
      },
      pdf: (pdf) => setBytes(pdf, attachment(pdf, first(own).file ?? ''), other),
    },
    /REGISTER_CONTRADICTED: Exhibit 2026-001-E01: the ledger's entry \d+ has the SHA-256/,
  ],
  [
    'an exhibit’s bytes exchanged',
    { pdf: (pdf) => setBytes(pdf, attachment(pdf, first(own).file ?? ''), other.subarray(0, 5)) },
    /EXHIBIT_ALTERED: Exhibit 2026-001-E01/,
  ],
  [
    'an exhibit dropped from the register',
    {
      manifest: (m) => void m.exhibits.splice(1, 1),
      pdf: (pdf) => detach(pdf, own.exhibits[1]?.file ?? ''),
    },
    /adds an exhibit \(2026-001-E02\) that the register does not have/,
  ],
  [
    'the first exhibit dropped with its entries',
    {
      manifest: (m) => {
        const gone = m.entries.find(({ seq }) => seq === first(m).entry)
        const { subject } = JSON.parse(gone?.bytes ?? '{}') as { subject: string }
        m.entries = m.entries.filter(({ bytes }) => (JSON.parse(bytes) as { subject: string }).subject !== subject)
        m.exhibits.splice(0, 1)
      },
      pdf: (pdf) => detach(pdf, first(own).file ?? ''),
    },
    /Exhibits of the case were left out: they are numbered up to 2, and 1 are here/,
  ],
  ['an exhibit that is not attached', { pdf: (pdf) => detach(pdf, first(own).file ?? '') }, /EXHIBIT_MISSING/],
  [
    'an attachment that is not listed',
    { pdf: (pdf) => pdf.attach(other, 'more.txt') },
    /ATTACHMENT_NOT_NAMED: The manifest does not name the attachment more\.txt/,
  ],
  ['a file at an annotation', { pdf: (pdf) => annotate(pdf.getPage(0), pdf) }, /ATTACHMENT_NOT_NAMED: .*hidden\.txt/],
  [
    'an exhibit that is listed twice',
    { manifest: (m) => void m.exhibits.push(first(m)) },
    /The register has exhibit 2026-001-E01 twice/,
  ],
  [
    'an exhibit that no entry adds',
    { manifest: (m) => void (first(m).entry = 0) },
    /carries no ledger entry that adds exhibit 2026-001-E01/,
  ],
  [
    'another number of the case',
    {
      manifest: (m) => {
        m.case.number = '2026-009'
        retell(m, 'case.number', '2026-009')
      },
    },
    /is of case 2026-001; the packet says 2026-009/,
  ],
  ['another case', { manifest: (m) => void (m.case = another.case) }, /is of another case/],
  [
    'an entry of another case',
    { manifest: (m) => void m.entries.push(...another.entries.slice(-1)) },
    /is of another case/,
  ],
  [
    'a report of another case',
    {
      manifest: (m) => {
        m.entries.unshift(...another.entries.filter((entry) => typeOf(entry) === 'report.received'))
        m.entries.sort((a, b) => a.seq - b.seq)
      },
    },
    /a report that no carried entry makes part of the case/,
  ],
  ['all entries removed', { manifest: (m) => void (m.entries = []) }, /No disclosed entry says that the case has/],
  [
    'the entries of exhibits removed',
    { manifest: (m) => without(m, (type) => type === 'exhibit.added') },
    /carries no ledger entry that adds/,
  ],
  [
    'the entries of custody removed',
    { manifest: (m) => without(m, (type) => type === 'custody.recorded') },
    /carries no ledger entry \d+ for the step of custody/,
  ],
  [
    'a step of custody dropped',
    { manifest: (m) => void first(m).custody.pop() },
    /records a step of custody that the register does not have/,
  ],
  [
    'a step of custody invented',
    { manifest: (m) => void first(m).custody.push({ entry: 0, action: 'seen', at: '', recordedAt: '' }) },
    /carries no ledger entry 0 for the step of custody/,
  ],
  ['the collection dropped', { manifest: (m) => void first(m).custody.shift() }, /does not begin with its collection/],
  ['entries out of order', { manifest: (m) => void m.entries.reverse() }, /twice or out of its order/],
  ['another size', { manifest: (m) => void first(m).size++ }, /has the size/],
  [
    'another file name',
    {
      manifest: (m) => {
        first(m).originalName = 'x'
        retell(m, 'exhibits[0].fileName', 'x')
      },
    },
    /has the file name letter\.txt, the register x/,
  ],
  ['another media type', { manifest: (m) => void (first(m).mediaType = 'image/png') }, /has the media type/],
  [
    'an exhibit noted only',
    {
      manifest: (m) => {
        first(m).disposition = 'noted'
        delete first(m).file
      },
    },
    /EXHIBIT_MISSING/,
  ],
  [
    'an exhibit said to be withheld',
    {
      manifest: (m) => {
        first(m).disposition = 'withheld'
        delete first(m).file
      },
    },
    /said to be withheld, but entry \d+ discloses it/,
  ],
  [
    'a narrative retold',
    { manifest: (m) => retell(m, 'reports[0].narrative', 'Nobody.') },
    /tell report R-0001 in other words/,
  ],
  ['a recipient retold', { manifest: (m) => void (m.recipient = 'The press') }, /text packet\.recipient is another/],
  ...toldOtherwise,
]

const unanchored: [string, Forgery, RegExp][] = [
  [
    'a payload retold',
    {
      manifest: (m) => {
        const entry = m.entries.find((one) => typeOf(one) === 'report.received')
        if (entry?.disclosure) entry.disclosure.payload = entry.disclosure.payload.replace('Ada Lind', 'Eve Lind')
      },
    },
    /not what it committed to/,
  ],
  [
    'a payload that two readers read in two ways',
    {
      manifest: (m) => {
        const entry = m.entries.find((one) => typeOf(one) === 'exhibit.added')
        if (entry?.disclosure)
          entry.disclosure.payload = entry.disclosure.payload.replace('{', `{"sha256":"${otherHash}",`)
      },
    },
    /not a JSON object in canonical form/,
  ],
  ['a proof cut', { manifest: (m) => void m.entries[0]?.proof.pop() }, /Entry \d+ is not in the tree/],
  ['the head of another vault', { manifest: (m) => void (m.vault.id = 'other') }, /speaks of another ledger/],
  ['another size of the ledger', { manifest: (m) => void m.ledger.size++ }, /not the one that the manifest repeats/],
  ['no key of a member', { manifest: (m) => void (m.memberKeys = []) }, /names no key by which the head was signed/],
  [
    'another key of a member',
    { manifest: (m) => void m.memberKeys.push({ name: 'member/x', key: 'A'.repeat(43) + '=' }) },
    /no signature that fits the key of member\/x/,
  ],
  [
    'another root',
    {
      manifest: (m) => {
        m.rootCertificateSha256 = '00'.repeat(32)
        retell(m, 'ledger.vaultRootFingerprint', '00'.repeat(32))
      },
    },
    /ROOT_NOT_NAMED/,
  ],
  [
    'prepared before its certificate was made',
    {
      manifest: (m) => {
        m.preparedAt = '2001-01-01T00:00:00Z'
        retell(m, 'packet.preparedAt', m.preparedAt)
      },
    },
    /CHAIN_BROKEN: The signer’s certificate was not valid/,
  ],
]

describe('a packet signed by the vault’s own key', () => {
  test('as it was built is anchored in the root that was expected', async () => {
    expect(await verify(packet)).toMatchObject({ intact: true, anchored: true, problems: [] })
    expect(await verify(await forge(packet, signer, {}))).toMatchObject({ intact: true, anchored: true, problems: [] })
  })

  test.each(mutations)('with %s is not intact, and it is named', async (_, forgery, words) => {
    const verdict = await verify(await forge(packet, signer, forgery))
    expect(said(verdict)).toMatch(words)
    expect(verdict).toMatchObject({ intact: false, anchored: false })
  })

  test.each(unanchored)('with %s is not anchored, and it is named', async (_, forgery, words) => {
    const verdict = await verify(await forge(packet, signer, forgery))
    expect(said(verdict)).toMatch(words)
    expect(verdict).toMatchObject({ anchored: false })
  })
})

/** The same packet as version 1 of the manifest said it: without the places of entries. */
const asVersion1 = ({ certificate: _, ...manifest }: WrittenManifest): unknown => ({
  ...manifest,
  version: 1,
  exhibits: manifest.exhibits.map(({ entry: _, custody, ...exhibit }) => ({
    ...exhibit,
    custody: custody.map(({ entry: _place, ...step }) => step),
  })),
})

describe('a manifest of version 1', () => {
  test('is read as it was, and shows no certificate where the root’s are all on the ledger', async () => {
    const verdict = await verify(await forge(packet, signer, { manifest: asVersion1 }))
    expect(verdict).toMatchObject({
      intact: true,
      anchored: false,
      signer: { certificate: { ledger: 'not-on-ledger' } },
    })
    expect(verdict.problems.map(({ code }) => code)).toEqual(['CERTIFICATE_NOT_ON_LEDGER'])
  })

  test.each(
    mutations.filter(([name]) =>
      ['exchanged', 'dropped', 'exhibits removed', 'custody removed', 'another', 'twice'].some((word) =>
        name.includes(word),
      ),
    ),
  )('with %s is not intact', async (_, { manifest, pdf }) => {
    const change = (m: WrittenManifest): unknown => {
      manifest?.(m)
      return asVersion1(m)
    }
    const verdict = await verify(await forge(packet, signer, { manifest: change, ...(pdf && { pdf }) }))
    expect(verdict).toMatchObject({ intact: false, anchored: false })
  })
})

test('a manifest of a newer version is refused in words', async () => {
  const verdict = await verify(await forge(packet, signer, { manifest: (m) => ({ ...m, version: 99 }) }))
  expect(said(verdict)).toMatch(/MANIFEST_NEWER: .*of version 99; this one reads versions up to 2/)
  expect(verdict.intact).toBe(false)
})

test('a packet under another root is not that of the vault, whatever it says', async () => {
  const stranger = await authority()
  const verdict = await verify(
    await forge(packet, stranger, {
      manifest: (m) => {
        m.rootCertificateSha256 = stranger.rootFingerprint
        retell(m, 'ledger.vaultRootFingerprint', stranger.rootFingerprint)
      },
    }),
  )
  expect(said(verdict)).toContain('ROOT_UNEXPECTED')
  expect(verdict.anchored).toBe(false)
})

describe('a second revision', () => {
  test('that replaces the signature by one over everything is refused', async () => {
    const pdf = await PDFDocument.load(packet, { forIncrementalUpdate: true, updateMetadata: false })
    pdf.getPage(0).drawText('more')
    const changed = await pdf.save({ useObjectStreams: false })
    const twice = await signPdf(changed, signer, { reason: 'x', at: '2026-11-23T08:51:00-05:00', name: 'x' })
    const verdict = await verify(twice)
    expect(verdict).toMatchObject({ intact: false, anchored: false })
  })

  test('that was signed in the first place is refused too', async () => {
    const pdf = await PDFDocument.load(firstRevision(packet), { forIncrementalUpdate: true, updateMetadata: false })
    pdf.getPage(0).drawText('more')
    const changed = await pdf.save({ useObjectStreams: false })
    const verdict = await verify(
      await signPdf(changed, signer, { reason: 'x', at: '2026-11-23T08:51:00-05:00', name: 'x' }),
    )
    expect(said(verdict)).toMatch(/ALTERED_AFTER_SIGNING: The PDF was written in 3 revisions/)
    expect(verdict).toMatchObject({ intact: false, anchored: false })
  })
})
