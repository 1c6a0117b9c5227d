import { deflateSync } from 'node:zlib'
import { pngChunk, pngSignature } from '../../support/png.ts'
import { many, utf8, columns, type Family } from './making.ts'

const csv =
  (begin: string, one: (n: number) => string, end = ''): Family['make'] =>
  (size) =>
    many(size, begin, one, end)

function jpeg(size: number): Uint8Array {
  // Segments of application data, each a few bytes; then none of a picture.
  const parts = [Buffer.from([0xff, 0xd8])]
  for (let at = 2; at < size; at += 8) parts.push(Buffer.from([0xff, 0xe1 + ((at / 8) % 14), 0, 6, 65, 65, 65, 0]))
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])])
}

function exif(size: number, nestedDirectories: boolean): Uint8Array {
  // One APP1 segment holds 64 KB at most: as many of them as fit, each a directory of entries.
  const segments: Buffer[] = []
  for (let made = 0; made < size;) {
    const entries = Math.floor(65_000 / 12)
    const body = Buffer.alloc(14 + entries * 12 + 4)
    body.write('Exif\0\0MM\0*', 0, 'latin1')
    body.writeUInt32BE(8, 10)
    const directory = Buffer.alloc(2 + entries * 12 + 4)
    directory.writeUInt16BE(entries, 0)
    for (let n = 0; n < entries; n++) {
      const at = 2 + n * 12
      directory.writeUInt16BE(nestedDirectories ? 0x8769 : 0x9000 + (n % 0x500), at)
      directory.writeUInt16BE(4, at + 2)
      directory.writeUInt32BE(1, at + 4)
      directory.writeUInt32BE(8, at + 8)
    }
    const whole = Buffer.concat([body.subarray(0, 14), directory])
    const length = Buffer.alloc(4)
    length.writeUInt16BE(0xffe1, 0)
    length.writeUInt16BE(Math.min(65_535, whole.length + 2), 2)
    segments.push(length, whole.subarray(0, 65_533))
    made += whole.length + 4
  }
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xd9])])
}

const ihdr = pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]))

const png = (size: number, chunk: (n: number) => Buffer): Uint8Array => {
  const parts = [pngSignature, ihdr]
  for (let made = 0, n = 0; made < size; n++) {
    const one = chunk(n)
    parts.push(one)
    made += one.length
  }
  return Buffer.concat([...parts, pngChunk('IEND', Buffer.alloc(0))])
}

export const tablesAndPictures: Family[] = [
  {
    name: 'table: columns',
    reads: 'file',
    make: (size) => utf8(`narrative,${columns(size).join(',')}\n${'x,'.repeat(size / 20)}x\n`),
  },
  {
    name: 'table: columns of one name',
    reads: 'file',
    make: (size) => utf8(`narrative,${'name,'.repeat(size / 10)}x\n${'x,'.repeat(size / 10)}x,x\n`),
  },
  { name: 'table: rows', reads: 'file', make: csv('id,narrative\n', (n) => `${n},x\n`) },
  { name: 'table: quotation marks', reads: 'file', make: csv('id,narrative\n', () => '1,"a""b"\n') },
  { name: 'table: a quotation never closed', reads: 'file', make: csv('id,narrative\n1,"', () => 'a\n') },
  { name: 'table: doubled quotation marks', reads: 'file', make: csv('id,narrative\n1,"', () => '""', '"\n') },
  { name: 'table: stray quotation marks', reads: 'file', make: csv('id,narrative\n', () => '1,a"b\n') },
  { name: 'table: empty lines', reads: 'file', make: csv('id,narrative\n', () => '\n', '1,x\n') },
  { name: 'table: one line', reads: 'file', make: csv('', () => 'a,') },
  {
    name: 'table: one cell of tens of megabytes',
    reads: 'file',
    times: 64,
    everyTime: true,
    make: (size) => utf8(`id,narrative\n1,ok\n2,${'x'.repeat(size)}\n3,after\n`),
  },
  { name: 'table: white space', reads: 'file', make: csv('id,narrative\n1,', () => ' ', '\n') },
  {
    name: 'table taken: columns',
    reads: 'table',
    make: (size) => utf8(`narrative,${columns(size).join(',')}\n${'x,'.repeat(size / 20)}x\n`),
  },
  { name: 'table taken: rows', reads: 'table', make: csv('id,narrative\n', (n) => `${n},x\n`) },
  { name: 'table taken: quotation marks', reads: 'table', make: csv('id,narrative\n', () => '1,"a""b"\n') },
  { name: 'table taken: a quotation never closed', reads: 'table', make: csv('id,narrative\n1,"', () => 'a\n') },
  { name: 'table taken: doubled quotation marks', reads: 'table', make: csv('id,narrative\n1,"', () => '""', '"\n') },
  { name: 'table taken: stray quotation marks', reads: 'table', make: csv('id,narrative\n', () => '1,a"b\n') },
  { name: 'table taken: empty lines', reads: 'table', make: csv('id,narrative\n', () => '\n', '1,x\n') },
  { name: 'table taken: line ends in a cell', reads: 'table', make: csv('id,narrative\n1,"', () => 'a\r\n', '"\n') },
  {
    name: 'table taken: a cell that goes wrong late',
    everyTime: true,
    reads: 'table',
    make: csv('id,narrative\n1,"', () => 'a\n', '"x\n'),
  },
  { name: 'table taken: rows that are none', reads: 'table', make: csv('id,narrative\n', () => '1\n') },
  {
    name: 'table taken: columns as fields',
    everyTime: true,
    reads: 'table with fields',
    make: (size) => utf8(`narrative,${columns(size).join(',')}\n${'x,'.repeat(size / 20)}x\n`),
  },
  {
    name: 'photo: PNG of compressed text',
    reads: 'file',
    make: (size) =>
      png(size, () =>
        pngChunk('zTXt', Buffer.concat([Buffer.from('k\0\0'), deflateSync(Buffer.alloc(10_000_000, 65))])),
      ),
  },
  {
    name: 'photo: PNG of a compressed profile',
    everyTime: true,
    reads: 'file',
    make: (size) =>
      Buffer.concat([
        pngSignature,
        ihdr,
        pngChunk('iCCP', Buffer.concat([Buffer.from('k\0\0'), deflateSync(Buffer.alloc(size * 300, 65))])),
        pngChunk('IEND', Buffer.alloc(0)),
      ]),
  },
  { name: 'photo: segments', reads: 'file', make: jpeg },
  { name: 'photo: EXIF entries', reads: 'file', make: (size) => exif(size, false) },
  { name: 'photo: EXIF directories that name themselves', reads: 'file', make: (size) => exif(size, true) },
  {
    name: 'photo: PNG chunks',
    reads: 'file',
    make: (size) => png(size, (n) => pngChunk('tEXt', Buffer.from(`k${n}\0v`))),
  },
  {
    name: 'photo: PNG chunks of nothing',
    reads: 'file',
    make: (size) => png(size, () => pngChunk('xxXx', Buffer.alloc(0))),
  },
  { name: 'noise: letters', reads: 'file', make: (size) => many(size, '', () => 'a') },
  { name: 'noise: colons', reads: 'file', make: (size) => many(size, '', () => 'a:') },
  { name: 'noise: zeros', reads: 'file', make: (size) => new Uint8Array(size) },
]
