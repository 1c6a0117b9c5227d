import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CallContext } from '../../../shared/contract/server.ts'
import type { Ports } from '../ports.ts'
import type { Attachment } from './port.ts'
import { createTypesetter } from './typesetter.ts'

interface Document {
  /** Name of its template in resources/packet. */
  template: string
  /** What the template reads as /data.json. */
  data: object
  /** What it carries. */
  attachments?: Attachment[]
  /** Its date, ISO 8601 in UTC. */
  at: string
  /** What it is called in messages: `the history of case 2026-001`. */
  called: string
}

/** Sets a document that is no packet, as PDF bytes. Fails with TYPESETTING_FAILED or CANCELLED. */
export async function typesetDocument(
  { typesetting, resources }: Pick<Ports, 'typesetting' | 'resources'>,
  { template, data, attachments, at, called }: Document,
  { signal, progress }: CallContext,
): Promise<Uint8Array> {
  const folder = join(resources, 'packet')
  const typesetter = createTypesetter({ ...typesetting, templates: pathToFileURL(join(folder, '/')) })
  const set = await typesetter.typeset(
    { template: readFileSync(join(folder, template), 'utf8'), data, attachments, at, called },
    {
      signal,
      onProgress: ({ done }) =>
        progress({ stage: 'Setting the pages', done: Math.round(done * 100), total: 100, unit: 'steps' }),
    },
  )
  return set.pdf
}
