import iconv from 'iconv-lite'

/** Labels that say nothing (RFC 1428 and what programs write where they do not know). */
const nothing =
  /^(?:unknown(?:-8bit)?|x-unknown|8bit|7bit|binary|default|_?autodetect(?:_all)?|x-user-defined|none|charset)$/

/** Names that mail uses beside those of the WHATWG Encoding standard. */
const others: Record<string, string> = {
  ansi: 'windows-1252',
  'ansi_x3.4-1968': 'us-ascii',
  ascii: 'us-ascii',
  'us-ascii': 'us-ascii',
  'iso-646-us': 'us-ascii',
  iso646: 'us-ascii',
  latin1: 'iso-8859-1',
  l1: 'iso-8859-1',
  cp819: 'iso-8859-1',
  ibm819: 'iso-8859-1',
  utf: 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8-mac': 'utf-8',
  'x-unicode-2-0-utf-8': 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf7: 'utf-7',
  'utf-7': 'utf-7',
  'utf-7-imap': 'utf-7-imap',
  utf16: 'utf-16',
  'utf-16': 'utf-16',
  unicode: 'utf-16',
  ucs2: 'utf-16',
  'iso-10646-ucs-2': 'utf-16',
  utf32: 'utf-32',
  'iso-10646-ucs-4': 'utf-32',
  'gb2312-80': 'gbk',
  'x-gbk': 'gbk',
  'euc-cn': 'gbk',
  'gb18030-2022': 'gb18030',
  'big5-eten': 'big5',
  'x-x-big5': 'big5',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  jis: 'iso-2022-jp',
  'x-sjis': 'shift_jis',
  'x-mac-japanese': 'shift_jis',
  ms_kanji: 'shift_jis',
  'eucjp-ms': 'euc-jp',
  ujis: 'euc-jp',
  uhc: 'euc-kr',
  'x-windows-949': 'euc-kr',
  ks_c_5601: 'euc-kr',
  'iso-2022-kr': 'iso-2022-kr',
  hz: 'hz-gb-2312',
  'hz-gb-2312': 'hz-gb-2312',
  'iso-8859-8-e': 'iso-8859-8',
  'koi8-ru': 'koi8-u',
  mac: 'macintosh',
  macroman: 'macintosh',
  'x-mac-ce': 'maccenteuro',
  'x-mac-centraleurroman': 'maccenteuro',
  'x-mac-greek': 'macgreek',
  'x-mac-turkish': 'macturkish',
  'x-mac-croatian': 'maccroatian',
  'x-mac-romanian': 'macromania',
  'x-mac-icelandic': 'maciceland',
}

/** Numbers of Windows' code pages that are no `windows-125x` (Microsoft's list of code page identifiers). */
const pages: Record<string, string> = {
  '874': 'windows-874',
  '932': 'shift_jis',
  '936': 'gbk',
  '943': 'shift_jis',
  '949': 'euc-kr',
  '950': 'big5',
  '1200': 'utf-16le',
  '1201': 'utf-16be',
  '10000': 'macintosh',
  '10006': 'macgreek',
  '10007': 'x-mac-cyrillic',
  '10029': 'maccenteuro',
  '12000': 'utf-32le',
  '12001': 'utf-32be',
  '20127': 'us-ascii',
  '20866': 'koi8-r',
  '20932': 'euc-jp',
  '20936': 'gbk',
  '21866': 'koi8-u',
  '38598': 'iso-8859-8-i',
  '50220': 'iso-2022-jp',
  '50221': 'iso-2022-jp',
  '50222': 'iso-2022-jp',
  '50225': 'iso-2022-kr',
  '51932': 'euc-jp',
  '51936': 'gbk',
  '51949': 'euc-kr',
  '52936': 'hz-gb-2312',
  '54936': 'gb18030',
  '65000': 'utf-7',
  '65001': 'utf-8',
}

/** The encoding that a label means; `unsaid` where it says that it does not know, undefined where it is not known. */
export function aliasOf(label: string): string | undefined {
  const name = label
    .trim()
    .toLowerCase()
    .replaceAll(/^["']+|["']+$/g, '')
    // RFC 2231 and some programs add the language or what follows.
    .replace(/[*;,\s].*$/s, '')
  if (name === '' || nothing.test(name)) return 'unsaid'
  const iso = /^(?:x-|cs)?iso[-_ ]?8859[-_ ]?(1[0-6]|[1-9])(?:-windows.*|:\d{4})?$/.exec(name)?.[1]
  if (iso === '1') return 'iso-8859-1'
  if (iso !== undefined) return iso === '12' ? undefined : known(`iso-8859-${iso}`)
  const page = /^(?:x-|cs)?(?:cp|ms|win|windows|ibm|codepage)?[-_ ]?(\d{3,5})$/.exec(name)?.[1]
  const numbered =
    page === undefined ? undefined : (pages[page] ?? (/^125\d$/.test(page) ? `windows-${page}` : isoOf(page)))
  return others[name] ?? numbered ?? known(name) ?? known(name.replace(/^(?:x-|cs)/, ''))
}

const isoOf = (page: string): string | undefined => {
  const part = Number(page) - 28_590
  if (part === 1) return 'iso-8859-1'
  return part > 1 && part <= 16 ? known(`iso-8859-${part}`) : undefined
}

function known(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return iconv.encodingExists(name) && !/^(?:base64|hex|binary|internal.*|_.*)$/.test(name) ? name : undefined
  }
}

/** An encoding's name as people write it. */
export const spelled = (encoding: string): string =>
  names[encoding] ??
  encoding
    .replace(/^windows-/, 'Windows-')
    .replace(/^(?:utf|iso|koi8|gb|euc|big5|us-ascii|hz)[-a-z0-9]*/, (name) => name.toUpperCase())

const names: Record<string, string> = { macintosh: 'Mac Roman', shift_jis: 'Shift_JIS', big5: 'Big5' }
