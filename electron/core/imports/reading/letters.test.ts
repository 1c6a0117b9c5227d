import { expect, it } from 'vitest'
import { aliasOf } from './letter-labels.ts'
import { decodeLetters, type Said } from './letters.ts'

const raw = (text: string): Buffer => Buffer.from(text, 'latin1')

it.each<[what: string, bytes: Buffer, said: Said, text: string]>([
  ['ASCII of which nothing is said', raw('plain'), {}, 'plain'],
  ['UTF-8 as it says', Buffer.from('Zoë'), { charset: '"UTF-8"' }, 'Zoë'],
  ['UTF-8 where the format means it', Buffer.from('Zoë'), { utf8: true }, 'Zoë'],
  ['UTF-8 with its mark', Buffer.from('\ufeffZoë'), {}, 'Zoë'],
  ['UTF-16 with its mark', Buffer.from('\ufeffZoë', 'utf16le'), { charset: 'utf-16' }, 'Zoë'],
  ['UTF-16 without it, as it says', Buffer.from('Zoë met', 'utf16le'), { charset: 'utf-16' }, 'Zoë met'],
  ['Latin-1', raw('Zo\xeb'), { charset: 'iso-8859-1' }, 'Zoë'],
  ['Windows-1252', raw('\x93I\x92ll\x94'), { charset: 'windows-1252' }, '“I’ll”'],
  ['Windows-1251 by a program’s own name', raw('\xcf\xf0\xe8\xe2\xe5\xf2'), { charset: 'cp-1251' }, 'Привет'],
  ['KOI8-R', raw('\xf0\xd2\xc9\xd7\xc5\xd4'), { charset: 'koi8-r' }, 'Привет'],
  ['ISO-2022-JP', raw('\x1b$B;T\x1b(B 5'), { charset: 'iso-2022-jp' }, '市 5'],
  ['Shift_JIS by its page', raw('\x8e\x73'), { charset: 'CP932' }, '市'],
  ['GB18030 with four bytes', raw('\x81\x39\xee\x39'), { charset: 'gb18030' }, '㐀'],
  ['GB2312 with letters of GBK', raw('\xe9F'), { charset: 'gb2312' }, '镕'],
  ['Korean with the letters that Windows added', raw('\x8c\x63'), { charset: 'ks_c_5601-1987' }, '똠'],
  ['Korean by its own name, with them', raw('\xb0\xa1\x81\x41'), { charset: 'euc-kr' }, '가갂'],
  ['Big5 with letters of Hong Kong', raw('\x87\x40\xfb\xfb'), { charset: 'big5-hkscs' }, '䏰𡝱'],
  ['Big5', raw('\xa5\xab'), { charset: 'big5' }, '市'],
  ['HZ', raw('~{JP~} ~~ 5'), { charset: 'hz-gb-2312' }, '市 ~ 5'],
  ['ISO-2022-KR', raw('\x1b$)C\x0e\x3d\x43\x0f 5'), { charset: 'iso-2022-kr' }, '시 5'],
  ['UTF-7', raw('+Jjo- at +AOk-'), { charset: 'UTF-7' }, '☺ at é'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x5a, 0, 0, 0]), { charset: 'utf-32' }, 'Z'],
  ['Mac Roman', raw('Zo\x91'), { charset: 'x-mac-roman' }, 'Zoë'],
  ['a page of DOS', raw('Zo\x89'), { charset: 'cp850' }, 'Zoë'],
])('reads %s without a doubt', (_, bytes, said, text) => {
  expect(decodeLetters(bytes, said)).toMatchObject({ text, doubt: undefined })
})

it.each<[what: string, bytes: Buffer, said: Said, text: string, doubt: RegExp]>([
  ['nothing, Windows-1252', raw('I\x92ll'), {}, 'I’ll', /does not say .* read as Windows-1252, which may be wrong/],
  ['nothing, UTF-8', Buffer.from('Zoë'), {}, 'Zoë', /does not say .* read as UTF-8$/],
  ['nothing, UTF-16', Buffer.from('Zoe met', 'utf16le'), {}, 'Zoe met', /does not say .* UTF-16LE/],
  ['nothing, ISO-2022-JP', raw('\x1b$B;T\x1b(B'), {}, '市', /does not say .* ISO-2022-JP/],
  ['nothing, beside KOI8-R', raw('\xf0\xd2'), { beside: 'koi8-r' }, 'Пр', /does not say .* KOI8-R, which may be wrong/],
  ['UTF-8 of what is not', raw('se\xf1or'), { charset: 'utf-8' }, 'señor', /says “utf-8”, but is not; .* Windows-1252/],
  ['ASCII of what is not', raw('se\xf1or'), { charset: 'us-ascii' }, 'señor', /says “us-ascii”, but has other letters/],
  [
    'Latin-1 of UTF-8',
    Buffer.from('Zoë'),
    { charset: 'iso-8859-1' },
    'Zoë',
    /says “iso-8859-1”, but its bytes are UTF-8/,
  ],
  ['Latin-1 of Windows-1252', raw('I\x92ll'), { charset: 'latin1' }, 'I’ll', /has letters of Windows-1252/],
  ['a name that is none', raw('se\xf1or'), { charset: 'x-klingon' }, 'señor', /not known \(“x-klingon”\)/],
  ['that it does not know', raw('se\xf1or'), { charset: 'unknown-8bit' }, 'señor', /says “unknown-8bit”; it was read/],
  [
    'another than its mark',
    Buffer.from('\ufeffZoë'),
    { charset: 'koi8-r' },
    'Zoë',
    /begins with the byte-order mark of UTF-8/,
  ],
  [
    'UTF-8 with a stray byte',
    Buffer.concat([Buffer.from('日本'), raw('\xe6')]),
    { charset: 'utf-8' },
    '日本�',
    /1 letter is not/,
  ],
  ['a letter that the page lacks', raw('a\x81'), { charset: 'windows-1252' }, 'a\u0081', /1 letter has no meaning/],
])('names it where a text says %s', (_, bytes, said, text, doubt) => {
  const read = decodeLetters(bytes, said)
  expect(read.text).toBe(text)
  expect(read.doubt).toMatch(doubt)
})

// The labels of the WHATWG Encoding standard for legacy encodings that mail meets, one of each family.
it.each(
  'latin2 iso-ir-101 cyrillic arabic greek hebrew logical latin6 iso-8859-13 l9 koi koi8-ru macintosh dos-874 x-cp1250 x-cp1251 cp1252 l5 x-cp1258 x-mac-ukrainian chinese csgb2312 iso-ir-58 gb18030 big5-hkscs x-x-big5 x-euc-jp csiso2022jp windows-31j korean ks_c_5601-1987 windows-949 unicodefffe utf-16be'.split(
    ' ',
  ),
)('knows the label %s', (label) => expect(aliasOf(label)).not.toBe(undefined))
