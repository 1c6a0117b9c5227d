import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-type.ts'

// What a file is, where what tells it lies beyond the bytes that are looked at, or is no magic.

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const long = Buffer.alloc(80_000, 0x20)
const be32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A compound file whose root entry, in sector `sector`, has a class, or whose directory names a stream. */
function compound({ id = '', stream = '', sector = 1 }): Buffer {
  const bytes = Buffer.alloc(512 * (sector + 3))
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 0x1e)
  bytes.writeUInt32LE(sector, 0x30)
  Buffer.from(id, 'hex').copy(bytes, (sector + 1) * 512 + 0x50)
  Buffer.from(stream, 'utf16le').copy(bytes, (sector + 1) * 512 + 128)
  return bytes
}

/** The first entry of an archive, of which nothing else is seen. */
const zipWithFirst = (name: string): Buffer =>
  Buffer.concat([
    latin1('PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0'),
    Buffer.from('0038010000380100', 'hex'),
    latin1(`${String.fromCharCode(name.length)}\0\0\0${name}`),
    long,
  ])

test.each<[string, Uint8Array, string]>([
  [
    'TIFF, its directory at the end',
    Buffer.concat([latin1('II*\0'), Buffer.from('c0380100', 'hex'), long]),
    'image/tiff',
  ],
  ['TIFF of big-endian machines', Buffer.concat([latin1('MM\0*'), be32(80_000), long]), 'image/tiff'],
  ['BigTIFF', Buffer.concat([latin1('II+\0\x08\0\0\0'), long]), 'image/tiff'],
  [
    'PNG with a long text before its pixels',
    Buffer.concat([
      latin1('\x89PNG\r\n\x1a\n'),
      be32(13),
      latin1('IHDR'),
      Buffer.alloc(17),
      be32(79_000),
      latin1('tEXt'),
      long,
    ]),
    'image/png',
  ],
  [
    'SVG behind a comment and a DOCTYPE',
    latin1('<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY x "y">]>\n<svg/>'),
    'image/svg+xml',
  ],
  ['XML that only speaks of it', latin1('<?xml version="1.0"?><a><svg/></a>'), 'application/xml'],
  ['MP3 with a large picture in its tag', Buffer.concat([latin1('ID3\x03\0\0\0\x05\x00\x00'), long]), 'audio/mpeg'],
  ['AVIF', Buffer.concat([be32(28), latin1('ftypavif\0\0\0\0avifmif1miaf')]), 'image/avif'],
  ['HEIC', Buffer.concat([be32(24), latin1('ftypheic\0\0\0\0mif1heic')]), 'image/heic'],
  ['an archive of which one long entry is seen', zipWithFirst('a.bin'), 'application/zip'],
  ['Word before 2007', compound({ id: '0609020000000000c000000000000046' }), 'application/msword'],
  ['Excel before 2007', compound({ id: '2008020000000000c000000000000046', sector: 40 }), 'application/vnd.ms-excel'],
  ['PowerPoint before 2007', compound({ id: '108d81649b4fcf1186ea00aa00b929e8' }), 'application/vnd.ms-powerpoint'],
  ['an item of Outlook', compound({ id: '0b0d020000000000c000000000000046' }), 'application/vnd.ms-outlook'],
  ['Word without a class', compound({ stream: 'WordDocument' }), 'application/msword'],
  ['a compound file of nobody', compound({}), 'application/x-cfb'],
  ['a compound file that ends', compound({}).subarray(0, 300), 'application/x-cfb'],
  ['an attachment of Outlook', Buffer.from('789f3e220100', 'hex'), 'application/vnd.ms-tnef'],
  ['S/MIME', Buffer.from('3080060 92a864886f70d010702a080'.replaceAll(' ', ''), 'hex'), 'application/pkcs7-mime'],
  ['PDF behind a line of a mailer', latin1('Content: x\r\n%PDF-1.7\n%\xe2\xe3'), 'application/pdf'],
  ['a text about PDF', latin1('It begins with %PDF-1.7, he said.'), 'text/plain'],
  ['Windows-1252', latin1('caf\xe9 \x80'), 'text/plain'],
  ['Shift JIS', Buffer.from('82a082a20d0a', 'hex'), 'text/plain'],
  ['UTF-16 with its mark', Buffer.from('\ufeffzoe\n', 'utf16le'), 'text/plain'],
  ['UTF-8', Buffer.from('…é\n'), 'text/plain'],
  ['bytes', Buffer.from('00010203', 'hex'), 'application/octet-stream'],
  ['nothing', new Uint8Array(0), 'application/x-empty'],
])('%s', async (_, bytes, type) => {
  expect(await mediaTypeOf(bytes.subarray(0, 65_536), bytes.length)).toBe(type)
})
