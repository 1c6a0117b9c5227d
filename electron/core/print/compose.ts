import { coverageOf } from './coverage.ts'
import type { Engine, Sheet } from './engine.ts'
import type { LoadedFace } from './fonts.ts'
import type { Plate } from './plates.ts'
import type { Attachment, TypesetJob } from './port.ts'
import { asciiOnly, printableWith, type Printable } from './printable.ts'
import { viewOf } from './view.ts'

/** The constant sources that pages are made from. `style`, `work` and `rich` are what other sources take in. */
export interface Templates {
  packet: string
  plain: string
  style: string
  work: string
  /** How rich text is set. */
  rich: string
}

export interface Composed {
  pdf: Uint8Array
  pages: number
  remarks: string[]
}

interface Attempt {
  remark?: string
  plates: Plate[]
  show: Printable
  template: 'packet' | 'plain'
}

/**
 * Sets the pages. Four attempts, each asking less of the engine: as designed; without pictures; without anything but
 * ASCII; as plain text. Returns words instead when all of them fail, which no input is known to do.
 */
export async function compose(
  engine: Engine,
  job: TypesetJob,
  plates: Plate[],
  faces: LoadedFace[],
  templates: Templates,
  onlyPlain: boolean,
): Promise<Composed | { failed: string }> {
  const show = printableWith(coverageOf(faces))
  const bare = plates.map(({ exhibit, alt }) => ({ exhibit, alt, caption: 'No picture: it could not be set.' }))
  const attempts: Attempt[] = [
    { plates, show, template: 'packet' },
    {
      plates: bare,
      show,
      template: 'packet',
      remark: 'The pictures of the exhibits could not be set and are left out.',
    },
    {
      plates: bare,
      show: asciiOnly,
      template: 'packet',
      remark: 'All characters but ASCII are shown as their numbers.',
    },
    { plates: [], show: asciiOnly, template: 'plain', remark: 'The pages are set as plain text.' },
  ]
  const tried = onlyPlain ? attempts.slice(3) : attempts
  let why = ''
  for (const attempt of tried) {
    const outcome = await once(engine, job, attempt, faces, templates)
    if ('pdf' in outcome) return { ...outcome, remarks: attempt.remark === undefined ? [] : [attempt.remark] }
    why = outcome.failed
  }
  return { failed: why }
}

async function once(
  engine: Engine,
  job: TypesetJob,
  attempt: Attempt,
  faces: LoadedFace[],
  templates: Templates,
): Promise<{ pdf: Uint8Array; pages: number } | { failed: string }> {
  try {
    return await engine.set(sheetOf(engine, job, attempt, faces, templates))
  } catch (thrown) {
    // A trap of WebAssembly: the engine's memory cannot be trusted after it, and this process is of no more use.
    if (thrown instanceof Error && thrown.name === 'RuntimeError') throw thrown
    return { failed: thrown instanceof Error ? thrown.message : JSON.stringify(thrown) }
  }
}

function sheetOf(
  engine: Engine,
  job: TypesetJob,
  { plates, show, template }: Attempt,
  faces: LoadedFace[],
  templates: Templates,
): Sheet {
  const view = viewOf(job.content, job.places, plates, engine, show)
  return {
    source: `${attachAll}\n${templates[template]}`,
    files: [
      { path: '/packet.json', bytes: Buffer.from(JSON.stringify(view)) },
      { path: '/style.typ', bytes: Buffer.from(templates.style) },
      { path: '/work.typ', bytes: Buffer.from(templates.work) },
      { path: '/rich.typ', bytes: Buffer.from(templates.rich) },
      ...attachedFiles(job.attachments),
      ...plates.flatMap(({ image }) => (image ? [image] : [])),
    ],
    fonts: faces.flatMap(({ files }) => files),
    attachments: job.attachments,
    at: Math.floor(Date.parse(job.content.packet.preparedAt) / 1000),
  }
}

/** The files that a source attaches, with what is said of them. Empty ones are none: the engine aborts on them. */
export function attachedFiles(attachments: readonly Attachment[]): Sheet['files'] {
  const attached = attachments.map(({ name, mediaType, relationship, description }, i) => ({
    name,
    mediaType,
    relationship,
    description: asciiOnly(description),
    path: `/attached/${i}`,
  }))
  return [
    { path: '/attachments.json', bytes: Buffer.from(JSON.stringify(attached)) },
    ...attachments.map(({ bytes }, i) => ({ path: `/attached/${i}`, bytes })),
  ]
}

/** Source that attaches them. */
export const attachAll = `#for f in json("/attachments.json") {
  pdf.attach(f.name, read(f.path, encoding: none), relationship: f.relationship, mime-type: f.mediaType, description: f.description)
}`
