// What mails are put together of.

export const date = 'Date: Wed, 14 Oct 2026 09:12:44 -0400'
export const head = (subject: string, more = ''): string =>
  `From: Dana Reyes <dana@example.org>\nTo: desk@example.net\nSubject: ${subject}\n${date}\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n${more}`
export const base64 = (text: string | Buffer): string =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\n')
export const part = (header: string, body: string): string => `${header}\n\n${body}\n`
export const parts = (boundary: string, ...all: string[]): string =>
  `${all.map((one) => `--${boundary}\n${one}`).join('')}--${boundary}--\n`
