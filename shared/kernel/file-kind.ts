// What a file is, in words that people use for it.

const office = 'application/vnd.openxmlformats-officedocument.'
const open = 'application/vnd.oasis.opendocument.'
const kinds: Readonly<Record<string, string>> = {
  'text/plain': 'Text',
  'text/html': 'Web page',
  'text/calendar': 'Calendar',
  'text/vcard': 'Contacts',
  'message/rfc822': 'E-mail',
  'application/mbox': 'Mailbox',
  'application/x-empty': 'Empty file',
  'application/octet-stream': 'Not recognised',
  'application/pdf': 'PDF',
  'application/postscript': 'PostScript',
  'application/rtf': 'Rich text',
  'application/msword': 'Word document (before 2007)',
  'application/vnd.ms-excel': 'Excel workbook (before 2007)',
  'application/vnd.ms-powerpoint': 'PowerPoint presentation (before 2007)',
  'application/vnd.ms-outlook': 'Outlook item',
  'application/vnd.ms-tnef': 'Outlook attachment (winmail.dat)',
  'application/x-cfb': 'Office or Outlook file (before 2007)',
  [`${office}wordprocessingml.document`]: 'Word document',
  [`${office}spreadsheetml.sheet`]: 'Excel workbook',
  [`${office}presentationml.presentation`]: 'PowerPoint presentation',
  'application/vnd.ms-word.document.macroenabled.12': 'Word document with macros',
  'application/vnd.ms-excel.sheet.macroenabled.12': 'Excel workbook with macros',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': 'PowerPoint presentation with macros',
  [`${open}text`]: 'OpenDocument text',
  [`${open}spreadsheet`]: 'OpenDocument spreadsheet',
  [`${open}presentation`]: 'OpenDocument presentation',
  [`${open}graphics`]: 'OpenDocument drawing',
  'application/epub+zip': 'E-book (EPUB)',
  'application/zip': 'ZIP archive',
  'application/gzip': 'GZIP archive',
  'application/x-tar': 'TAR archive',
  'application/x-7z-compressed': '7-Zip archive',
  'application/x-rar-compressed': 'RAR archive',
  'application/x-bzip2': 'BZIP2 archive',
  'application/x-xz': 'XZ archive',
  'application/zstd': 'Zstandard archive',
  'application/warc': 'Web archive (WARC)',
  'application/pkcs7-mime': 'Signed or encrypted message (S/MIME)',
  'application/xml': 'XML',
  'application/json': 'JSON',
  'application/x-sqlite3': 'SQLite database',
  'application/vnd.ms-asf': 'Windows Media file',
  'application/ogg': 'OGG recording',
  'image/svg+xml': 'Drawing (SVG)',
  'image/jpeg': 'JPEG image',
  'audio/mpeg': 'MP3 audio',
  'audio/x-m4a': 'M4A audio',
  'video/quicktime': 'QuickTime video',
  'video/x-matroska': 'Matroska video',
  'video/vnd.avi': 'AVI video',
}

/** What a file is by its media type, in few words: `JPEG image`, `PDF`, `Word document`; the type itself where there are none. */
export function fileKind(mediaType: string): string {
  const type = mediaType.toLowerCase()
  const known = kinds[type]
  if (known !== undefined) return known
  const [kind = '', form = ''] = type.split('/')
  const name = form.replace(/^(?:x-|vnd\.)/, '').toUpperCase()
  if (name.length > 8) return mediaType
  return ['image', 'audio', 'video'].includes(kind) ? `${name} ${kind}` : name
}
