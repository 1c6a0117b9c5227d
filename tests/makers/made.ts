/** An input as the program of its maker writes it, written here after that habit. */
export interface Made {
  name: string
  bytes: Buffer
}

/** Lines as mails, calendars and spreadsheets end them. */
export const crlf = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n')

/** Text in UTF-8. `ends`: what each line ends with. */
export const made = (name: string, text: string, ends: '\r\n' | '\n' = '\r\n'): Made => ({
  name,
  bytes: Buffer.from(ends === '\n' ? text : crlf(text)),
})

/** Text of one byte a letter, as `\xe9` in it. */
export const bytesOf = (name: string, text: string): Made => ({ name, bytes: Buffer.from(crlf(text), 'latin1') })
