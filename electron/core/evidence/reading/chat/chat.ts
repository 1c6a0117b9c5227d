import { decodeLetters } from '../../../imports/reading/letters.ts'
import { decodeXml, rootOf } from '../../../imports/reading/xml.ts'
import { Unreadable } from '../../../readers/index.ts'
import { zip } from '../archive/zip.ts'
import type { Format, OpenedFile } from '../format.ts'
import { chosenOf } from '../lines/lines.ts'
import type { Source } from '../source.ts'
import { wholeOf } from '../source.ts'
import { openedChat } from './conversation.ts'
import { readSms } from './sms.ts'
import { isTelegram, readTelegram } from './telegram.ts'
import { isWhatsApp, readWhatsApp } from './whatsapp.ts'

/** Bytes of one conversation that is read. */
const largest = 64 * 1024 * 1024

const startOf = (start: Uint8Array): string => {
  const end = start.lastIndexOf(10)
  return decodeLetters(end > 0 ? start.subarray(0, end) : start, { utf8: true }).text
}

type Kind = 'whatsapp' | 'telegram' | 'sms'

function kindOf(start: Uint8Array): Kind | undefined {
  if (start.length === 0 || start.includes(0)) return undefined
  const text = startOf(start)
  if (isWhatsApp(text)) return 'whatsapp'
  if (isTelegram(text)) return 'telegram'
  return /^\s*</.test(text.slice(0, 100)) && rootOf(text.slice(0, 4096)) === 'smses' ? 'sms' : undefined
}

function opened(
  kind: Kind,
  bytes: Uint8Array,
  chosen: string | undefined,
  inside?: Pick<OpenedFile, 'members' | 'member'>,
): OpenedFile {
  if (kind === 'sms') {
    const { chat, carried } = readSms(decodeXml(bytes))
    const member = (path: string): Uint8Array => {
      const found = carried.bytes.get(path)
      if (!found) throw new Unreadable(`It carries no “${path}”.`)
      return found
    }
    return openedChat(chat, { members: carried.members, member })
  }
  const { text, doubt } = decodeLetters(bytes, { charset: chosenOf(chosen), utf8: true })
  const problems = doubt === undefined ? [] : [`Its text ${doubt}.`]
  if (kind === 'whatsapp') return openedChat(readWhatsApp(text, problems), inside)
  const chat = telegramIn(text)
  return openedChat({ ...chat, problems: [...problems, ...chat.problems] }, inside)
}

function telegramIn(text: string): NonNullable<ReturnType<typeof readTelegram>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Unreadable('It begins like an export of Telegram, and is no JSON to its end: it is cut off or damaged.')
  }
  const chat = readTelegram(parsed)
  if (!chat) throw new Unreadable('It begins like an export of Telegram, and has no messages in the form of one.')
  return chat
}

/** Conversations that phones and programs export as text: WhatsApp (.txt), Telegram (JSON), SMS Backup & Restore and Signal (XML). */
export const chat: Format = {
  reader: 'chat 1',
  takes: ({ start, mime }) =>
    (mime === undefined || /^text\/|[/+](?:xml|json)$/.test(mime)) && kindOf(start) !== undefined,
  open: (source, _, { start, encoding }) => {
    const kind = kindOf(start)
    if (kind === undefined) throw new Unreadable('It is no conversation of a kind that is read.')
    if (source.size > largest)
      throw new Unreadable('It is a conversation larger than 64 MiB, which is more than is read of one.')
    return opened(kind, wholeOf(source), encoding)
  },
}

/** Names by which exports call the conversation itself, as the directory of an archive has them. */
const names = ['_chat.txt', 'WhatsApp', 'result.json']
const tail = 1 << 20

const holds = (source: Source): boolean => {
  const from = Math.max(0, source.size - tail)
  const end = Buffer.from(source.read(from, source.size - from))
  return names.some((name) => end.includes(name))
}

/** The same in an archive with the files of its messages (.zip): they open from the message that names them. */
export const chatArchive: Format = {
  reader: 'chat 1',
  takes: ({ start }, source) => start[0] === 0x50 && start[1] === 0x4b && holds(source),
  async open(source, password, sniffed) {
    const archive = await zip.open(source, password, sniffed)
    const texts = archive.members.filter(
      ({ path, folder, size, encrypted }) =>
        !folder &&
        // Without its password the archive is listed as any other.
        (!encrypted || password !== undefined) &&
        /(?:\.txt|(?:^|\/)result\.json)$/i.test(path) &&
        (size ?? 0) <= largest &&
        path.split('/').length <= 2,
    )
    for (const { path } of texts.slice(0, 20)) {
      const bytes = await archive.member?.(path)
      const kind = bytes && kindOf(bytes.subarray(0, 65_536))
      if (!bytes || kind === undefined) continue
      const found = opened(kind, bytes, sniffed.encoding, archive)
      const fact = { name: 'Conversation', value: path, source: 'zip directory' }
      return { ...found, facts: [fact, ...found.facts], problems: [...archive.problems, ...found.problems] }
    }
    return archive
  },
}
