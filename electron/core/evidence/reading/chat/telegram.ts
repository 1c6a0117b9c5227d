import { messagesMost, type Conversation, type Message } from './conversation.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

/** Whether JSON begins like an export of Telegram Desktop. */
export const isTelegram = (start: string): boolean =>
  /^\s*\{/.test(start) && /"messages"\s*:\s*\[/.test(start) && /"date_unixtime"|"from_id"/.test(start)

/** Conversations as Telegram Desktop exports them (`result.json`): one chat, or all of an account. */
export function readTelegram(parsed: unknown): Conversation | undefined {
  if (!isFields(parsed)) return undefined
  const list = (name: string): Fields[] => {
    const group = parsed[name]
    return isFields(group) && Array.isArray(group['list']) ? group['list'].filter(isFields) : []
  }
  const chats = Array.isArray(parsed['messages']) ? [parsed] : [...list('chats'), ...list('left_chats')]
  if (chats.length === 0) return undefined
  const problems = new Set<string>()
  const messages: Message[] = []
  let zoned = true
  for (const chat of chats) {
    const name = chats.length > 1 ? (words(chat['name']) ?? 'a chat without a name') : undefined
    for (const message of Array.isArray(chat['messages']) ? chat['messages'] : []) {
      if (!isFields(message)) problems.add('Something in its list of messages is none; it is not shown.')
      else if (messages.length === messagesMost)
        problems.add(`Only its first ${messagesMost.toLocaleString('en')} messages are shown.`)
      else {
        zoned &&= message['date_unixtime'] !== undefined
        messages.push(messageOf(message, name))
      }
    }
  }
  return {
    format: 'Telegram',
    title: chats.length === 1 ? (words(chats[0]?.['name']) ?? null) : null,
    messages,
    dates: zoned
      ? 'Its dates are times of the world (date_unixtime); beside them stands the clock of the computer that exported it.'
      : 'Its dates begin with the year, by the clock of the computer that exported it; the file names no zone.',
    undecided: false,
    facts: ['name', 'type', 'id'].flatMap((name) => {
      const value = chats.length === 1 ? words(chats[0]?.[name]) : undefined
      return value === undefined ? [] : [{ name, value, source: 'JSON' }]
    }),
    problems: [...problems],
  }
}

/** What is told of a message in its own field; everything else that it says stands behind its words. */
const told = new Set(
  'id type date date_unixtime edited edited_unixtime from from_id actor actor_id action text text_entities photo file file_name thumbnail photo_file_size file_size thumbnail_file_size width height mime_type duration_seconds media_type forwarded_from forwarded_from_id reply_to_message_id'.split(
    ' ',
  ),
)

function messageOf(message: Fields, chat: string | undefined): Message {
  const written = words(message['date']) ?? ''
  const service = message['type'] === 'service'
  const action = words(message['action'])
  const more = Object.entries(message).filter(([name, value]) => !told.has(name) && value !== '' && value !== null)
  const said = textOf(message['text'])
  const actor = words(message['actor'])
  const fileNames = ['photo', 'file'].flatMap((name) => words(message[name]) ?? [])
  const files = fileNames.filter((name) => !name.startsWith('('))
  const read = timeOf(message, 'date')
  const edited = timeOf(message, 'edited')
  const answered = words(message['reply_to_message_id'])
  const forwarded = words(message['forwarded_from'])
  return {
    line: null,
    from: service ? null : (words(message['from']) ?? words(message['from_id']) ?? 'Deleted account'),
    written,
    readings: read === undefined ? [] : [read],
    text: [
      service ? [actor, action?.replaceAll('_', ' ')].filter(Boolean).join(': ') : '',
      said,
      ...more.map(([name, value]) => `[${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}]`),
    ]
      .filter((one) => one !== '')
      .join('\n'),
    files,
    marks: [
      ...(chat === undefined ? [] : [`in “${chat}”`]),
      ...(edited === undefined ? [] : [`edited at ${edited}`]),
      ...(forwarded === undefined ? [] : [`forwarded from ${forwarded}`]),
      ...(answered === undefined ? [] : [`answers the message with id ${answered}`]),
      ...(files.length < fileNames.length ? ['a file that was left out of the export'] : []),
      ...(read === undefined ? ['its date cannot be read'] : []),
    ],
  }
}

/** A moment of the world where it is told, else the clock of the computer that exported it, without a zone. */
function timeOf(message: Fields, name: string): string | undefined {
  const unix = words(message[`${name}_unixtime`])
  if (unix !== undefined && /^\d{1,12}$/.test(unix))
    return new Date(Number(unix) * 1000).toISOString().replace('.000Z', 'Z')
  const local = words(message[name])
  return local !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(local) ? local : undefined
}

/** Words in their order; a link that says something else than it is has its address behind it. */
function textOf(text: unknown): string {
  if (typeof text === 'string') return text
  if (!Array.isArray(text)) return ''
  return text
    .map((part: unknown) => {
      if (typeof part === 'string') return part
      if (!isFields(part)) return ''
      const shown = words(part['text']) ?? ''
      const href = words(part['href'])
      return href === undefined || href === shown ? shown : `${shown} [link: ${href}]`
    })
    .join('')
}
