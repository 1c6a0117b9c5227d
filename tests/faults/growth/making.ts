/** A kind of input that somebody could make long: its text of about `size` bytes, and what reads it. */
export interface Family {
  name: string
  reads: 'file' | 'table' | 'table with fields' | 'packet' | 'export'
  make(size: number): Uint8Array
  /** How many times as large its inputs are, where only large ones show how it grows. */
  times?: number
  /** Tried in every run: it was slow once. */
  everyTime?: true
}

export const utf8 = (text: string): Uint8Array => Buffer.from(text)

/** Lines of `one(n)` between a beginning and an end, up to the size. */
export function many(size: number, begin: string, one: (n: number) => string, end = ''): Uint8Array {
  const parts = [begin]
  let length = begin.length + end.length
  for (let n = 0; length < size; n++) {
    const next = one(n)
    parts.push(next)
    length += next.length
  }
  return utf8(parts.join('') + end)
}

export const nested = (
  size: number,
  open: (n: number) => string,
  close: (n: number) => string,
  middle = '',
): string => {
  const most = Math.floor(size / (open(1000).length + close(1000).length))
  const opened = Array.from({ length: most }, (_, n) => open(n))
  return [...opened, middle, ...opened.map((_, n) => close(most - 1 - n))].join('')
}

export const columns = (size: number): string[] => Array.from({ length: size / 20 }, (_, n) => `column ${n}`)
