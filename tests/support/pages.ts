import { createDecipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHeader, parseHeader } from '../../electron/core/record/vault/header.ts'
import { databaseKey } from '../../electron/core/record/vault/index.ts'

const pageSize = 4096
const reserve = 80 // IV of 16 bytes, HMAC-SHA-512 of 64
const [logHeader, frameHeader] = [32, 24] // https://www.sqlite.org/fileformat2.html#walformat

const opened = (page: Buffer, key: Buffer, salted: boolean): Buffer => {
  const iv = page.subarray(pageSize - reserve, pageSize - reserve + 16)
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(page.subarray(salted ? 16 : 0, pageSize - reserve)), cipher.final()])
}

/** Database key of a vault, as somebody with the passphrase has it. */
export async function keyOfDatabase(dir: string, passphrase: string): Promise<Buffer> {
  const { vaultKey } = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), passphrase)
  return databaseKey(vaultKey)
}

/** Every page of a SQLCipher v4 file in clear, free ones too, whether or not SQLite would still read it. */
export function pagesOf(file: string, key: Buffer): Buffer[] {
  const bytes = readFileSync(file)
  const pages: Buffer[] = []
  for (let at = 0; at + pageSize <= bytes.length; at += pageSize)
    pages.push(opened(bytes.subarray(at, at + pageSize), key, at === 0))
  return pages
}

/** Every page in a write-ahead log, those of frames too that were checkpointed or never committed. */
export function pagesOfLog(file: string, key: Buffer): Buffer[] {
  const bytes = readFileSync(file)
  const pages: Buffer[] = []
  for (let at = logHeader; at + frameHeader + pageSize <= bytes.length; at += frameHeader + pageSize) {
    const page = bytes.subarray(at + frameHeader, at + frameHeader + pageSize)
    pages.push(opened(page, key, bytes.readUInt32BE(at) === 1))
  }
  return pages
}
