import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

/** Most bytes of a name on the file systems in use (ext4, APFS, NTFS and exFAT count no fewer). */
const longest = 255
/** A longer ending is no extension that a program knows a file by. */
const longestExtension = 32

/**
 * A name that every file system in use takes and that reads as it is: in NFC, with `_` in the place of controls, of what
 * cannot be seen or turns the direction of writing (general category Cf), of line ends and of `<>:"/\|?*`, without dots
 * and spaces at its ends, no name of a device of Windows, and with `before` and `after` at most 255 bytes of UTF-8. What
 * is too long is cut in front of its extension. The name as it was given stays in the register.
 */
export function diskName(wanted: string, { before = '', after = '' } = {}): string {
  const clean = wanted
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd<>:"/\\|?*]/gu, '_')
    .replace(/\s/gu, ' ')
    .replace(/^ +|[. ]+$/g, '')
  const found = extname(clean)
  const extension = Buffer.byteLength(found) <= longestExtension ? found : ''
  const room = longest - Buffer.byteLength(before + extension + after)
  const stem = cutTo(extension === '' ? clean : clean.slice(0, -extension.length), room)
  const name = stem === '' ? `file${extension}` : stem + extension
  return before + (before === '' && isDevice.test(name) ? `_${cutTo(stem, room - 1)}${extension}` : name) + after
}

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file: with any extension, the superscript digits too.
const isDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i

/** As many whole characters, as people count them, as fit into some bytes. */
function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let [cut, used] = ['', 0]
  for (const { segment } of new Intl.Segmenter('und').segment(text)) {
    used += Buffer.byteLength(segment)
    if (used > bytes) break
    cut += segment
  }
  return cut.replace(/[. ]+$/, '')
}

/** A path under which nothing lies yet: this one, or the same with a number before its extension. */
export function freePath(path: string): string {
  const [folder, name] = [dirname(path), basename(path)]
  const extension = extname(name)
  const stem = extension === '' ? name : name.slice(0, -extension.length)
  for (let n = 1; ; n++) {
    const free = n === 1 ? path : join(folder, diskName(stem, { after: ` (${n})${extension}` }))
    if (!existsSync(free)) return free
  }
}

/** The folder for files of one kind, where a person named no other: beside the vault, `Name exports`. */
export const besideVault = (dir: string, kind: 'exports' | 'packets' | 'heads' | 'audits'): string =>
  join(dirname(dir), diskName(basename(dir).replace(/\.holdfast$/, ''), { after: ` ${kind}` }))
