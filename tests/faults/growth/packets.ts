import { many, nested, utf8, type Family } from './making.ts'

const pdf =
  (begin: string, one: (n: number) => string, end = ''): Family['make'] =>
  (size) =>
    many(size, `%PDF-1.7\n${begin}`, one, `${end}\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`)

const signedObject =
  '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 20 10] /Contents <00> >>'

const exportLine =
  '{"format":"holdfast-ledger-export","version":1,"vault":"0123456789abcdef0123456789abcdef","origin":"holdfast/0123456789abcdef0123456789abcdef","size":1,"disclosure":[]}\n'

export const packets: Family[] = [
  { name: 'packet: objects', reads: 'packet', make: pdf('', (n) => `${n + 1} 0 obj\n<< /A 1 >>\nendobj\n`) },
  { name: 'packet: objects begun', reads: 'packet', make: pdf('', (n) => `${n + 1} 0 obj\n`) },
  { name: 'packet: objects of one number', reads: 'packet', make: pdf('', () => '1 0 obj\n<< /A 1 >>\nendobj\n') },
  {
    name: 'packet: streams',
    reads: 'packet',
    make: pdf('', (n) => `${n + 1} 0 obj\n<< /Length 1 >>\nstream\nx\nendstream\nendobj\n`),
  },
  {
    name: 'packet: streams never ended',
    everyTime: true,
    reads: 'packet',
    make: pdf('', (n) => `${n + 1} 0 obj\n<< /Length 9 >>\nstream\nx\n`),
  },
  {
    name: 'packet: streams with a false length',
    reads: 'packet',
    make: pdf('', (n) => `${n + 1} 0 obj\n<< /Length 999999 >>\nstream\nx\nendstream\nendobj\n`),
  },
  { name: 'packet: dictionaries within dictionaries', reads: 'packet', make: pdf('1 0 obj\n', () => '<< /A ') },
  { name: 'packet: arrays within arrays', reads: 'packet', make: pdf('1 0 obj\n', () => '[') },
  {
    name: 'packet: arrays closed',
    reads: 'packet',
    make: (size) =>
      utf8(
        `%PDF-1.7\n1 0 obj\n${nested(
          size,
          () => '[',
          () => ']',
        )}\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`,
      ),
  },
  { name: 'packet: one large array', reads: 'packet', make: pdf('1 0 obj\n[', () => '1 ', ']\nendobj') },
  { name: 'packet: one large dictionary', reads: 'packet', make: pdf('1 0 obj\n<<', (n) => `/A${n} 1 `, '>>\nendobj') },
  { name: 'packet: one large text', reads: 'packet', make: pdf('1 0 obj\n(', () => 'a\\', ')\nendobj') },
  { name: 'packet: brackets of a text', reads: 'packet', make: pdf('1 0 obj\n(', () => '(', ')\nendobj') },
  { name: 'packet: texts begun', everyTime: true, reads: 'packet', make: pdf('', (n) => `${n + 1} 0 obj\n(a\n`) },
  { name: 'packet: hexadecimal begun', reads: 'packet', make: pdf('', (n) => `${n + 1} 0 obj\n<0\n`) },
  { name: 'packet: ends of file', reads: 'packet', make: pdf('', () => '%%EOF\n') },
  { name: 'packet: starts of tables', reads: 'packet', make: pdf('', (n) => `startxref\n${n}\n%%EOF\n`) },
  {
    name: 'packet: tables of objects',
    reads: 'packet',
    make: pdf('', () => 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\n'),
  },
  {
    name: 'packet: one table of objects',
    reads: 'packet',
    make: pdf('xref\n0 99999999\n', () => '0000000000 65535 f \n'),
  },
  { name: 'packet: trailers', reads: 'packet', make: pdf('', () => 'trailer << /Root 1 0 R >>\n') },
  { name: 'packet: comments', reads: 'packet', make: pdf('', () => '%\n') },
  { name: 'packet: one comment', reads: 'packet', make: pdf('%', () => 'a') },
  { name: 'packet: white space', reads: 'packet', make: pdf('', () => ' \n') },
  { name: 'packet: noise', reads: 'packet', make: pdf('', () => 'obj endobj stream ') },
  {
    name: 'packet: signatures',
    reads: 'packet',
    make: pdf('1 0 obj\n<< /Type /Catalog >>\nendobj\n', (n) => `${n + 2} 0 obj\n${signedObject}\nendobj\n`),
  },
  {
    name: 'packet: byte ranges',
    reads: 'packet',
    make: pdf('1 0 obj\n<< /Type /Catalog >>\nendobj\n', () => '/ByteRange [0 10 20 10] '),
  },
  {
    name: 'packet: revisions',
    reads: 'packet',
    make: pdf(
      '1 0 obj\n<< /Type /Catalog >>\nendobj\n',
      (n) =>
        `${n + 2} 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n`,
    ),
  },
  {
    name: 'export: a long line',
    reads: 'export',
    make: (size) => many(size, `${exportLine}{"entry":"`, () => 'a', '"}\n'),
  },
  {
    name: 'export: arrays within arrays',
    reads: 'export',
    make: (size) =>
      utf8(
        `${exportLine}${nested(
          size,
          () => '[',
          () => ']',
        )}\n`,
      ),
  },
  { name: 'export: keys', reads: 'export', make: (size) => many(size, `{"a":1`, (n) => `,"k${n}":1`, '}\n') },
  { name: 'export: lines', reads: 'export', make: (size) => many(size, exportLine, () => '{"head":"x"}\n') },
]
