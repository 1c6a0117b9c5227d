import type { Format } from './format.ts'

/** The formats in the order in which they are asked; the last two take whatever is left. Each is loaded when it is asked. */
export const formats: readonly (() => Promise<Format>)[] = [
  async () => (await import('./pdf/pdf.ts')).pdf,
  async () => (await import('./picture/picture.ts')).picture,
  async () => (await import('./recording/recording.ts')).recording,
  async () => (await import('./mail/outlook.ts')).outlook,
  async () => (await import('./old-office/old-office.ts')).oldOffice,
  async () => (await import('./office/office.ts')).office,
  async () => (await import('./chat/chat.ts')).chatArchive,
  async () => (await import('./archive/zip.ts')).zip,
  async () => (await import('./web/warc.ts')).warc,
  async () => (await import('./archive/gzip.ts')).gzip,
  async () => (await import('./archive/packed.ts')).packed,
  async () => (await import('./office/rtf.ts')).rtf,
  async () => (await import('./mail/tnef.ts')).tnef,
  async () => (await import('./mail/cms.ts')).cms,
  async () => (await import('./placed/calendar.ts')).calendar,
  async () => (await import('./placed/contacts.ts')).contacts,
  async () => (await import('./placed/alert.ts')).alert,
  async () => (await import('./placed/positions.ts')).positions,
  async () => (await import('./mail/mailbox.ts')).mailbox,
  async () => (await import('./mail/message.ts')).message,
  async () => (await import('./chat/chat.ts')).chat,
  async () => (await import('./web/page.ts')).page,
  async () => (await import('./lines/lines.ts')).lines,
  async () => (await import('./bytes/bytes.ts')).bytes,
]
