import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every byte form in which a text may lie in a file: UTF-8, UTF-16LE, and base64 of UTF-8 at its three alignments. */
export function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8')
  const base64 = [0, 1, 2].map((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), utf8]).toString('base64')
    // Characters that also depend on the bytes before and after are left out.
    return Buffer.from(encoded.slice(Math.ceil((lead * 8) / 6), Math.floor(((lead + utf8.length) * 8) / 6)))
  })
  return [utf8, Buffer.from(text, 'utf16le'), ...base64]
}

/** Paths of the files under `folders` that hold one of the texts in any form. What vanishes meanwhile is no find. */
export function filesHolding(texts: string[], folders: string[]): string[] {
  const forms = texts.flatMap(formsOf)
  return folders.flatMap(filesIn).filter((file) => {
    try {
      const bytes = readFileSync(file)
      return forms.some((form) => bytes.includes(form))
    } catch {
      return false
    }
  })
}

/** Every regular file under a folder. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path)
      return entry.isFile() && statSync(path).size < 1_000_000_000 ? [path] : []
    })
  } catch {
    return []
  }
}
