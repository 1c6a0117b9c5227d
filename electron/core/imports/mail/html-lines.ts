/** Lines of a text that is built from left to right; white space falls together as it does on a screen. */
export class Lines {
  readonly done: string[] = []
  private pieces: string[] = []
  private space = true
  private gap = 0

  /** Whether nothing stands on the line that is being written. */
  get empty(): boolean {
    return this.pieces.length === 0
  }

  text(text: string, kept = false): void {
    if (kept) {
      for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
        if (index > 0) this.newline()
        if (line !== '') this.put(line)
      }
      return
    }
    const words = text.replaceAll(/[ \t\r\n\f\u00a0]+/g, ' ')
    const rest = this.space && words.startsWith(' ') ? words.slice(1) : words
    if (rest !== '') this.put(rest)
  }

  private put(text: string): void {
    if (this.gap > 0) {
      this.flush()
      if (this.gap > 1 && this.done.length > 0 && this.done.at(-1) !== '') this.done.push('')
      this.gap = 0
      const start = text.trimStart()
      if (start === '') {
        this.space = true
        return
      }
    }
    this.pieces.push(text)
    this.space = text.endsWith(' ')
  }

  private flush(): void {
    if (this.pieces.length > 0) this.done.push(this.pieces.join('').trimEnd())
    this.pieces = []
    this.space = true
  }

  /** What follows begins on a line of its own; after a blank one with 2. */
  apart(lines: 1 | 2): void {
    if (this.pieces.length > 0 || this.done.length > 0) this.gap = Math.max(this.gap, lines)
    this.space = true
  }

  newline(): void {
    if (this.pieces.length > 0) this.flush()
    else if (this.done.length > 0 && this.done.at(-1) !== '') this.done.push('')
    this.space = true
  }

  /** Lines from elsewhere, each after `prefix`. */
  block(lines: readonly string[], prefix = ''): void {
    if (lines.length === 0) return
    this.flush()
    if (this.gap > 1 && this.done.length > 0 && this.done.at(-1) !== '') this.done.push('')
    this.gap = 1
    for (const line of lines) this.done.push(line === '' ? prefix.trimEnd() : `${prefix}${line}`)
  }

  end(): string[] {
    this.flush()
    let [from, to] = [0, this.done.length]
    while (from < to && this.done[from]?.trim() === '') from++
    while (to > from && this.done[to - 1]?.trim() === '') to--
    return this.done.slice(from, to)
  }
}
