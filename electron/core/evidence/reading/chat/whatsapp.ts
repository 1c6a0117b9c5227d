import { messagesMost, type Conversation, type Message } from './conversation.ts'
import { decide, readingOf, type WrittenDate } from './written-date.ts'

/** Marks of direction, which phones put in front of lines and of what the program says. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const inFront = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/

const date = String.raw`(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?`
const half = String.raw`(?:[\s\u00a0\u202f]?(\p{L}[\p{L}\p{M}.\s\u00a0\u202f]{0,14}))?`
const clock = String.raw`(?:(\p{L}{2,4})\s?)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?${half}`
/** `[31/12/2020, 21:41:05] Name: words` of iPhones, and `31.12.20, 21:41 - Name: words` of Android. */
const heads = [
  new RegExp(String.raw`^\[${date}(,?) ${clock}\] (.*)$`, 'u'),
  new RegExp(String.raw`^${date}(,?) ${clock} - (.*)$`, 'u'),
]

/** Digits of other scripts as those of ASCII; as long as it was. */
const inDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, (digit) =>
    String(
      (digit.charCodeAt(0) - (digit < '\u06f0' ? 0x660 : digit < '\u0966' ? 0x6f0 : digit < '\u09e6' ? 0x966 : 0x9e6)) %
        10,
    ),
  )

interface Head {
  date: WrittenDate
  written: string
  rest: string
  /** Whether it can be the line of a log just as well. */
  plain: boolean
}

function headOf(line: string): Head | undefined {
  const bare = line.replace(inFront, '')
  if (bare.length < 12) return undefined
  const start = inDigits(bare.slice(0, 60)) + bare.slice(60)
  for (const form of heads) {
    const match = form.exec(start)
    if (!match) continue
    const [, a = '', sign, b = '', c = '', comma, before, hour = '', minute = '', second, after, rest = ''] = match
    if (Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
    const numbers = [a, b, c] as const
    if (a.length !== 4 && c.length !== 2 && c.length !== 4) return undefined
    return {
      date: { numbers, hour: Number(hour), minute, second, half: after?.trim() ?? before },
      written: bare
        .slice(0, bare.length - rest.length)
        .replace(/ - $|\] $/, '')
        .replace(/^\[/, ''),
      rest: bare.slice(bare.length - rest.length),
      plain: a.length === 4 && sign === '-' && comma === '',
    }
  }
  return undefined
}

/** Whether a text begins like a conversation that WhatsApp exported. */
export function isWhatsApp(start: string): boolean {
  const lines = start.split(/\r?\n/).filter((line) => line.trim() !== '')
  const first = headOf(lines[0] ?? '')
  if (!first) return false
  if (first.plain && !/[\u200e]|WhatsApp/.test(start)) return false
  return first.rest.includes(': ') || lines.slice(1, 50).some((line) => headOf(line) !== undefined)
}

/** What the program writes in place of words, in the languages in which exports are met most; others stand as words. */
const deleted =
  /^(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|Se eliminó este mensaje|Eliminaste este mensaje|Ce message a été supprimé|Vous avez supprimé ce message|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Mensagem apagada|Esta mensagem foi apagada|Você apagou esta mensagem|Dit bericht is verwijderd|Je hebt dit bericht verwijderd|Bu mesaj silindi|Bu mesajı sildiniz|Данное сообщение удалено|Вы удалили данное сообщение|Ta wiadomość została usunięta|تم حذف هذه الرسالة)\.?$/i
const edited =
  /<(?:This message was edited|Diese Nachricht wurde bearbeitet|Se editó este mensaje|Ce message a été modifié|Questo messaggio è stato modificato|Mensagem editada|Dit bericht is bewerkt|Bu mesaj düzenlendi|Данное сообщение изменено)\.?>\s*$/i
const leftOut =
  /^(?:<[^<>:]{3,60}>|(?:image|video|audio|sticker|GIF|document|Contact card|Bild|Video|Audio|Sticker|Dokument|imagen|imagem|immagine|image|vidéo) (?:omitted|weggelassen|omitida?|omesso|omessa|oculta?|absente?))$/i
const attached = /^<[^<>:]{1,40}: ([^<>\n/\\]{1,255}\.[\p{L}\p{N}]{1,6})>$/u
const beside = /^([^\n/\\<>:]{1,255}\.[\p{L}\p{N}]{2,5}) \([^()\n]{3,40}\)$/u

/** A conversation as WhatsApp exports it (.txt), of Android and of iPhones. */
export function readWhatsApp(text: string, problems: string[]): Conversation {
  const found: { head: Head; line: number; more: string[] }[] = []
  const lines = text.split(/\r?\n|\r/)
  let [before, starts] = [0, 0]
  for (const [index, line] of lines.entries()) {
    const head = headOf(line)
    if (head) starts += 1
    if (head && found.length < messagesMost) found.push({ head, line: index + 1, more: [] })
    else if (found.length === 0) before += line.trim() === '' ? 0 : 1
    else found.at(-1)?.more.push(line)
  }
  if (before > 0) problems.push(`${before} lines before its first message belong to none.`)
  if (starts > messagesMost)
    problems.push(`Only its first ${messagesMost.toLocaleString('en')} messages are told apart.`)
  const decided = decide(found.map(({ head, line }) => ({ date: head.date, line })))
  const messages = found.map(({ head, line, more }): Message => {
    while (more.at(-1)?.trim() === '') more.pop()
    const readings = [...new Set(decided.orders.flatMap((order) => readingOf(head.date, order) ?? []))]
    const marks = readings.length === 0 ? ['its date or time cannot be read'] : []
    return { line, written: head.written, readings, ...saidIn([head.rest, ...more].join('\n'), marks) }
  })
  return {
    format: 'WhatsApp',
    title: null,
    messages,
    dates: `${decided.says} Times are those of the phone that exported it; the file names no zone.`,
    undecided: decided.orders.length > 1,
    facts: [],
    problems: [...problems, ...decided.problems],
  }
}

/** Who says what: a name ends with a colon; without one the program speaks. */
function saidIn(whole: string, marks: string[]): Pick<Message, 'from' | 'text' | 'files' | 'marks'> {
  const [, name, words = ''] = /^([^:\n“”"]{1,120}):(?: |(?=\n|$))([^]*)$/.exec(whole) ?? []
  const from = name?.replaceAll(directions, '').trim() ?? null
  let text = (from === null ? whole : words).replaceAll(/[\u200e\u200f]/g, '')
  if (edited.test(text)) {
    text = text.replace(edited, '').trimEnd()
    marks.push('edited')
  }
  const files: string[] = []
  const kept = text.split('\n').filter((line) => {
    const file = (attached.exec(line.trim()) ?? beside.exec(line.trim()))?.[1]
    if (file !== undefined) files.push(file)
    return file === undefined
  })
  if (deleted.test(text.trim())) marks.push('deleted')
  if (from !== null && leftOut.test(text.trim())) marks.push('a file that was left out of the export')
  // Phones of Apple put this mark before what the program says in the name of a party or a group.
  else if (from !== null && words.startsWith('\u200e') && marks.length === 0 && files.length === 0)
    marks.push('words of the program, by the mark in front of them')
  return { from, text: kept.join('\n'), files, marks }
}
