import type { ChatMessage } from '../../../../../shared/contract/evidence/chat.ts'
import type { EvidenceFact, EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import { showAt } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, OpenedFile, TextPart } from '../format.ts'

/** A message as a program exported it; files by the names that the export has for them. */
export interface Message extends Omit<ChatMessage, 'number' | 'cut' | 'files'> {
  files: string[]
}

/** A conversation of any program, taken apart. */
export interface Conversation {
  format: string
  title: string | null
  messages: Message[]
  /** How its dates are read, as a sentence. */
  dates: string
  undecided: boolean
  facts: EvidenceFact[]
  problems: string[]
}

/** Messages that are read of one conversation, characters shown of one, units of one answer of text, and parties that are listed. */
export const messagesMost = 500_000
const longest = 20_000
const ofAnswer = 500
const partiesMost = 1000
const factsMost = 200

/** A conversation as it is looked at; `inside`: the files beside it, where it lies in an archive or carries some itself. */
export function openedChat(
  chat: Conversation,
  inside: Pick<OpenedFile, 'members' | 'member'> = { members: [] },
): OpenedFile {
  const { messages } = chat
  const parties = partiesOf(messages)
  const pathOf = finder(inside.members)
  const shown = (message: Message, index: number): ChatMessage => ({
    ...message,
    number: index + 1,
    text: message.text.slice(0, longest).toWellFormed(),
    cut: Math.max(0, message.text.length - longest),
    files: message.files.map((name) => ({ name, path: pathOf(name) })),
  })
  const missing = messages.flatMap(({ files }) => files).filter((name) => pathOf(name) === null).length
  return {
    view: {
      kind: 'chat',
      format: chat.format,
      title: chat.title,
      parties: parties.slice(0, partiesMost),
      messages: messages.length,
      dates: chat.dates,
      undecided: chat.undecided,
    },
    facts: [...chat.facts, ...factsOf(chat, parties)],
    members: inside.members,
    problems: [
      ...(missing > 0
        ? [
            `${missing.toLocaleString('en')} ${missing === 1 ? 'file is' : 'files are'} named in it that ${missing === 1 ? 'does' : 'do'} not lie in it.`,
          ]
        : []),
      ...(parties.length > factsMost
        ? [
            `${parties.length.toLocaleString('en')} parties wrote in it: its facts name the first ${factsMost}, and its filter the first ${partiesMost.toLocaleString('en')}.`,
          ]
        : []),
      ...chat.problems,
    ],
    ...(inside.member ? { member: inside.member } : {}),
    text: (from) => textFrom(messages, from),
    part: (ask) =>
      ask.ask === 'chat'
        ? {
            ask: 'chat',
            messages: messages
              .slice(ask.from, ask.from + ask.count)
              .map((message, index) => shown(message, ask.from + index)),
          }
        : undefined,
    derive: (at): Derived => {
      const message = at.kind === 'message' && at.part === undefined ? messages[(at.message ?? 0) - 1] : undefined
      if (!message || at.kind !== 'message') throw new Unreadable(`It has no “${showAt(at)}”.`)
      const place = showAt({ kind: 'message', message: at.message })
      return { name: `${place}.txt`, bytes: Buffer.from(inWords(message)), how: `${place}, written as UTF-8` }
    },
  }
}

/** Finds the member that a file of a message is: by its path, or by its name alone. */
function finder(members: readonly EvidenceMember[]): (name: string) => string | null {
  const known = new Map<string, string>()
  for (const { path, folder } of members) {
    if (folder) continue
    known.set(path, path)
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (!known.has(name)) known.set(name, path)
  }
  return (name) => known.get(name) ?? known.get(name.slice(name.lastIndexOf('/') + 1)) ?? null
}

function partiesOf(messages: readonly Message[]): { name: string; messages: number }[] {
  const counts = new Map<string, number>()
  for (const { from } of messages) if (from !== null) counts.set(from, (counts.get(from) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, messages: count }))
}

function factsOf({ messages, dates, format }: Conversation, parties: ReturnType<typeof partiesOf>): EvidenceFact[] {
  const source = `${format} messages`
  const [first, last] = [messages[0], messages.at(-1)]
  return [
    { name: 'Messages', value: String(messages.length), source },
    { name: 'Dates', value: dates, source: 'content' },
    ...(first ? [{ name: 'First message', value: whenInWords(first), source }] : []),
    ...(last ? [{ name: 'Last message', value: whenInWords(last), source }] : []),
    ...parties
      .slice(0, factsMost)
      .map(({ name, messages: count }) => ({ name: 'Party', value: `${name} (${count})`, source })),
  ]
}

const whenInWords = ({ written, readings }: Message): string =>
  readings.length === 1 && readings[0] === written
    ? written
    : `${written}${readings.length === 0 ? ', which is no date that can be read' : ` (${readings.join(' or ')})`}`

/** A message in one text, as it is cited and searched. */
const inWords = (message: Message): string => {
  const { from, text, marks, files } = message
  return [
    `[${whenInWords(message)}] ${from ?? 'the program'}: ${text}`,
    ...files.map((name) => `[file: ${name}]`),
    ...marks.map((mark) => `[${mark}]`),
  ].join('\n')
}

function textFrom(messages: readonly Message[], from: number): TextPart {
  const units = messages.slice(from, from + ofAnswer).map((message, index) => ({
    at: showAt({ kind: 'message', message: from + index + 1 }),
    text: inWords(message).toWellFormed(),
  }))
  return { units, unread: [], next: from + ofAnswer < messages.length ? from + ofAnswer : null }
}
