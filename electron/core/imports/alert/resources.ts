import { createHash } from 'node:crypto'
import { line, type ReadPart } from '../reading/reading.ts'
import { childrenOf, textOf, type Element } from '../reading/xml.ts'

/** Base64 with nothing else in it but white space (RFC 4648, section 4). */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * Files that an alert carries in itself (`derefUri`, CAP 1.2, section 3.2.3), each an exhibit of its own. One that is cut
 * off, or whose digest is another, is named.
 */
export function embeddedFiles(infos: readonly Element[], problems: string[]): ReadPart[] {
  const parts: ReadPart[] = []
  const seen = new Set<string>()
  for (const element of infos.flatMap((info) => childrenOf(info, 'resource'))) {
    const content = textOf(element, 'derefUri')?.replaceAll(/\s+/g, '')
    if (content === undefined || seen.has(content)) continue
    seen.add(content)
    const name = line(textOf(element, 'resourceDesc'), 200) ?? 'Resource of the alert'
    if (!base64.test(content)) {
      problems.push(`Its resource “${name}” is damaged or cut off (not base64); it is left in the alert.`)
      continue
    }
    const bytes = Buffer.from(content, 'base64')
    const digest = textOf(element, 'digest')?.toLowerCase()
    if (digest !== undefined && digest !== createHash('sha1').update(bytes).digest('hex'))
      problems.push(`Its resource “${name}” is not what the alert’s digest says.`)
    const claimed = textOf(element, 'mimeType') ?? 'application/octet-stream'
    parts.push({ name, claimed, bytes, how: 'resource of the alert' })
  }
  return parts
}
