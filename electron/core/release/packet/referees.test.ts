import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BuiltPacket } from './build.ts'
import {
  authority,
  build,
  engines,
  file,
  has,
  inFolder,
  picture,
  put,
  run,
  shell,
  type Authority,
} from './testing/make.ts'
import { sha256, type SampleFile } from './testing/sample-entries.ts'

describe.each(engines)('what other programs say of a packet set by the %s engine', (engine) => {
  let signer: Authority
  let packet: BuiltPacket
  let files: SampleFile[]

  beforeAll(async () => {
    signer = await authority()
    files = [
      file('1', 'North entrance.jpg', 'image/jpeg', await picture('jpeg')),
      file('2', 'mail/../log.txt', 'text/plain', Buffer.from('Received: from mx4.example\n')),
      file('3', 'empty.log', 'text/plain', new Uint8Array()),
      file('4', 'broken.png', 'image/png', Buffer.from('not a picture')),
    ]
    packet = await build(files, signer, undefined, engine)
  })

  test.skipIf(!has('pdfsig'))('pdfsig: the signature is valid and covers the whole document', () =>
    inFolder((folder) => {
      const said = run('pdfsig', '-nocert', put(folder, 'p.pdf', packet.pdf))
      expect(said).toContain('Signature is Valid')
      expect(said).toContain('Total document signed')
      expect(said).not.toContain('Not total document signed')
      expect(said.match(/Signature #/g)).toHaveLength(1)
      expect(said).toContain('ETSI.CAdES.detached')
    }),
  )

  test.skipIf(!has('qpdf'))('qpdf: no errors', () =>
    inFolder((folder) => {
      expect(run('qpdf', '--check', put(folder, 'p.pdf', packet.pdf))).toContain('No syntax or stream encoding errors')
    }),
  )

  test.skipIf(!has('pdfdetach'))('pdfdetach: every exhibit, with its own bytes', () =>
    inFolder((folder) => {
      const path = put(folder, 'p.pdf', packet.pdf)
      expect(run('pdfdetach', '-list', path)).toContain('4 embedded files')
      run('pdfdetach', '-saveall', '-o', folder, path)
      const hashes = readdirSync(folder).map((name) => sha256(readFileSync(join(folder, name))))
      for (const one of files) if (one.bytes.length > 0) expect(hashes).toContain(sha256(one.bytes))
    }),
  )

  test.skipIf(!has('pdfinfo'))('pdfinfo: tagged, PDF/A at the level that its pages state, with title and author', () =>
    inFolder((folder) => {
      const path = put(folder, 'p.pdf', packet.pdf)
      const info = run('pdfinfo', path)
      expect(info).toMatch(/Tagged: +yes/)
      expect(info).toContain('Case 2026-014: Threats toward executive assistant, packet 2')
      expect(info).toMatch(new RegExp(`Pages: +${packet.pages}\\b`))
      const xmp = run('pdfinfo', '-meta', path)
      expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>')
      expect(xmp).toContain(`<pdfaid:conformance>${engine === 'native' ? 'A' : 'U'}</pdfaid:conformance>`)
    }),
  )

  test.skipIf(!has('pdftotext'))('pdftotext: the pages say what the case says', () =>
    inFolder((folder) => {
      const text = run('pdftotext', '-layout', put(folder, 'p.pdf', packet.pdf), '-')
      for (const words of [
        'The six questions',
        'late entry',
        'You should take another way home',
        'R-1042',
        'Noted only',
      ])
        expect(text).toContain(words)
      expect(text).toContain(signer.rootFingerprint)
      const [build, stated] = engine === 'native' ? ['native', 'PDF/A-3a'] : ['WASM', 'PDF/A-3u']
      expect(text.replace(/\s+/g, ' ')).toContain(
        `set by Typst 0.14.2 (${build}) as a tagged PDF that states ${stated}`,
      )
      expect(packet.engine).toBe(`Typst 0.14.2 (${build})`)
      expect(text).toContain('cannot be decoded as an image')
    }),
  )

  test.skipIf(!has('openssl', 'xxd', 'csplit', 'qpdf', 'pdfdetach'))(
    'the commands of its last pages, as printed there',
    () =>
      inFolder((folder) => {
        put(folder, 'packet.pdf', packet.pdf)
        const template = readFileSync(new URL('../../../../resources/packet/packet.typ', import.meta.url), 'utf8')
        const commands = [...template.matchAll(/#command\(("(?:[^"\\]|\\.)*")\)/g)].map(([, literal = '']) =>
          String(JSON.parse(literal)),
        )
        expect(commands).toHaveLength(5)
        const said = shell(folder, `{ ${commands.join('\n')}\n}`)
        expect(said).toContain('the whole file is covered')
        expect(said).toContain('CAdES Verification successful')
        expect(said).toContain(signer.rootFingerprint)
        for (const one of files) if (one.bytes.length > 0) expect(said).toContain(sha256(one.bytes))
      }),
  )

  test.skipIf(!has('openssl'))('openssl: the leaf chains to the root and may sign documents', () =>
    inFolder((folder) => {
      put(folder, 'root.der', signer.rootCert)
      const leaf = put(folder, 'leaf.der', signer.leafCert)
      const pem = (name: string): string => `openssl x509 -inform DER -in ${name}.der -out ${name}.pem`
      const check = 'openssl verify -x509_strict -purpose any -CAfile root.pem leaf.pem'
      expect(shell(folder, `{ ${pem('root')} && ${pem('leaf')} && ${check}; }`)).toContain('leaf.pem: OK')
      const text = run('openssl', 'x509', '-inform', 'DER', '-in', leaf, '-noout', '-text')
      expect(text).toMatch(/Digital Signature, Non Repudiation/)
      expect(text).toMatch(/1\.3\.6\.1\.5\.5\.7\.3\.36|Document Signing/i)
    }),
  )
})

test.skipIf(engines.length < 2 || !has('pdftotext', 'pdffonts'))(
  'both engines give the same pages, in the same words and fonts',
  () =>
    inFolder(async (folder) => {
      const signer = await authority()
      const files = [file('1', 'picture.png', 'image/png', await picture('png'))]
      const said = []
      for (const engine of engines) {
        const { pdf, pages } = await build(files, signer, undefined, engine)
        const path = put(folder, `${engine}.pdf`, pdf)
        const text = run('pdftotext', path, '-').replace(/set\s+by Typst.*?in its metadata/s, '')
        const fonts = run('pdffonts', path).match(/[A-Z]{6}\+[\w-]+/g)
        said.push({ pages, text, fonts: fonts?.map((font) => font.slice(7)).toSorted() })
      }
      expect(said[0]?.fonts?.length).toBeGreaterThan(5)
      expect(said[1]).toEqual(said[0])
    }),
)
