import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import { memberOf } from '../archive/names.ts'
import { Locked, type Format, type OpenedFile } from '../format.ts'
import { Lines, shownAs } from '../office/lines.ts'
import { office } from '../office/office.ts'
import { sheetsShown } from '../sheets/shown.ts'
import { sniff } from '../sniff.ts'
import { sourceOf, wholeOf } from '../source.ts'
import { readCompound, type Compound } from './compound.ts'
import { isLockedWorkbook, readSheets97 } from './sheets97.ts'
import { isLockedSlides, readSlides97 } from './slides97.ts'
import { propertiesOf } from './summary.ts'
import { isLockedWord, readWord97 } from './word97.ts'

const reader = 'old office 1, xlsx 0.18.5'
const largest = 128 * 1024 * 1024
/** The password that Excel tries by itself: a workbook with it is write-protected alone (MS-XLS, 2.4.191). */
const excelsOwn = 'VelvetSweatshop'

const workbookOf = (file: Compound): Buffer | undefined => file.stream('Workbook') ?? file.stream('Book')

const isLocked = (file: Compound): boolean => {
  if (file.stream('EncryptedPackage')) return true
  const [word, book] = [file.stream('WordDocument'), workbookOf(file)]
  if (word) return isLockedWord(word)
  return book ? isLockedWorkbook(book) : isLockedSlides(file)
}

/**
 * Documents of Office before 2007 (.doc, .xls, .ppt) and encrypted ones of later Office: compound files (MS-CFB) of which the text is
 * read with what is hidden, changed or remarked, and every stream is a member.
 */
export const oldOffice: Format = {
  reader,
  takes: ({ start }) => Buffer.from(start.subarray(0, 8)).toString('hex') === 'd0cf11e0a1b11ae1',
  async open(source, password) {
    if (source.size > largest)
      throw new Unreadable('It is a document of old Office larger than 128 MiB, which is more than is read of one.')
    const bytes = wholeOf(source)
    const file = readCompound(bytes)
    if (!isLocked(file)) return opened(file, bytes, [])
    const plain = await decrypted(bytes, password, workbookOf(file) !== undefined)
    const facts: EvidenceFact[] = [{ name: 'Encrypted', value: 'yes: it opens with a password', source: 'content' }]
    if (file.stream('EncryptedPackage')) {
      const inner = sourceOf(source.name, plain.bytes)
      const found = await office.open(inner, undefined, await sniff(inner))
      return { ...found, facts: [...facts, ...found.facts], problems: [...plain.problems, ...found.problems] }
    }
    const found = opened(readCompound(plain.bytes), plain.bytes, facts)
    return { ...found, problems: [...plain.problems, ...found.problems] }
  },
}

/** Its bytes without encryption. Fails with Locked where the password is missing or wrong, and with Unreadable. */
async function decrypted(
  bytes: Uint8Array,
  password: string | undefined,
  isBook: boolean,
): Promise<{ bytes: Uint8Array; problems: string[] }> {
  const own = password === undefined && isBook
  if (password === undefined && !own) throw new Locked()
  const { default: tool } = await import('officecrypto-tool')
  try {
    const found = await tool.decrypt(Buffer.from(bytes), { password: password ?? excelsOwn })
    const problems = own
      ? [
          'It is encrypted with the password that Excel tries by itself: it opens without one, and is protected from changes alone.',
        ]
      : []
    return { bytes: Uint8Array.from(found), problems }
  } catch (thrown) {
    if (own || (thrown instanceof Error && /password is incorrect/i.test(thrown.message))) throw new Locked()
    throw new Unreadable('It is encrypted in a way that is not opened here, with a password or without.')
  }
}

function opened(file: Compound, bytes: Uint8Array, facts: EvidenceFact[]): OpenedFile {
  const lines = new Lines()
  const { problems, shown } = textOf(file, bytes, lines)
  if (!shown && lines.found.every(({ text }) => text.trim() === ''))
    problems.push('No text was found in it. Its bytes and the words in them can be looked at.')
  if (file.paths.some((path) => /(?:^|\/)(?:VBA|_VBA_PROJECT_CUR|Macros)\//i.test(path)))
    problems.push('It has macros (VBA). None of them was run.')
  const embedded = file.paths.filter((path) => /\[1\]Ole10Native$|^ObjectPool\/[^/]+\/Package$/.test(path))
  if (embedded.length > 0) problems.push(`Other files are put into it: they lie in its members (${embedded.length}).`)
  return {
    ...(shown ?? shownAs(lines, reader)),
    facts: [...facts, ...propertiesOf(file)],
    members: file.paths.map((path) =>
      memberOf({ path, size: file.stream(path)?.length ?? null, encrypted: false, folder: false, modified: null }, []),
    ),
    problems: [...problems, ...lines.problems],
    member: (path) => {
      const found = file.stream(path)
      if (!found) throw new Unreadable(`No member is called “${path}”.`)
      return Uint8Array.from(found)
    },
  }
}

interface Read {
  problems: string[]
  shown?: ReturnType<typeof sheetsShown>
}

function textOf(file: Compound, bytes: Uint8Array, lines: Lines): Read {
  try {
    if (file.stream('WordDocument')) return { problems: readWord97(file, lines) }
    if (workbookOf(file)) {
      const { sheets, names, problems } = readSheets97(bytes)
      return { problems, shown: sheetsShown('Excel 5 to 2003', sheets, { before: names, after: [] }) }
    }
    if (file.stream('PowerPoint Document')) return { problems: readSlides97(file, lines) }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { problems: [thrown.message] }
    if (thrown instanceof RangeError) return { problems: ['It is damaged: its text was not read to its end.'] }
    throw thrown
  }
  return says('It is a compound file, and neither a document of Word, Excel nor PowerPoint: no text is read in it.')
}

const says = (problem: string): Read => ({ problems: [problem] })
