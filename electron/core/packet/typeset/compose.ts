import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coverageOf } from './coverage.ts'
import type { LoadedFace } from './fonts.ts'
import type { Plate } from './plates.ts'
import type { TypesetJob } from './port.ts'
import { asciiOnly, printableWith, type Printable } from './printable.ts'
import { viewOf } from './view.ts'

/** The engine's name and version as the packet's builder reports it. */
export const engine = 'Typst 0.14.2 (native)'

/** The constant sources that pages are made from. */
export interface Templates {
  packet: string
  plain: string
}

export interface Composed {
  pdf: Buffer
  pages: number
  remarks: string[]
}

// A folder that does not exist: a real one could be read by the engine, symbolic links and all.
const root = '/holdfast-no-such-folder'

interface Attempt {
  remark?: string
  plates: Plate[]
  show: Printable
  template: keyof Templates
}

/**
 * Sets the pages. Four attempts, each asking less of the engine: as designed; without pictures; without anything but
 * ASCII; as plain text. Returns words instead when all of them fail, which no input is known to do.
 */
export function compose(
  job: TypesetJob,
  plates: Plate[],
  faces: LoadedFace[],
  templates: Templates,
  onlyPlain: boolean,
): Composed | { failed: string } {
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
    const outcome = once(job, attempt, faces, templates)
    if ('pdf' in outcome) return { ...outcome, remarks: attempt.remark === undefined ? [] : [attempt.remark] }
    why = outcome.failed
  }
  return { failed: why }
}

function once(
  job: TypesetJob,
  { plates, show, template }: Attempt,
  faces: LoadedFace[],
  templates: Templates,
): { pdf: Buffer; pages: number } | { failed: string } {
  try {
    const compiler = NodeCompiler.create({
      workspace: root,
      fontArgs: [{ fontBlobs: faces.flatMap(({ files }) => files) }],
    })
    const view = viewOf(job.content, job.places, plates, show)
    const files = job.attachments.map(({ name, mediaType, relationship, description }, i) => ({
      name,
      mediaType,
      relationship,
      description: asciiOnly(description),
      path: `/attached/${i}`,
    }))
    const map = (path: string, bytes: Uint8Array): void =>
      compiler.mapShadow(root + path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    map('/packet.json', Buffer.from(JSON.stringify(view)))
    map('/attachments.json', Buffer.from(JSON.stringify(files)))
    for (const [i, file] of job.attachments.entries()) map(`/attached/${i}`, file.bytes)
    for (const { image } of plates) if (image) map(image.path, image.bytes)
    compiler.addSource(`${root}/main.typ`, `${attachAll}\n${templates[template]}`)
    const compiled = compiler.compile({ mainFilePath: `${root}/main.typ` })
    const document = compiled.result
    if (!document) return { failed: JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document') }
    const pdf = compiler.pdf(document, {
      pdfStandard: 'a-3a',
      creationTimestamp: Math.floor(Date.parse(job.content.packet.preparedAt) / 1000),
    })
    return { pdf, pages: document.numOfPages }
  } catch (thrown) {
    return { failed: thrown instanceof Error ? thrown.message : JSON.stringify(thrown) }
  }
}

const attachAll = `#for f in json("/attachments.json") {
  pdf.attach(f.name, read(f.path, encoding: none), relationship: f.relationship, mime-type: f.mediaType, description: f.description)
}`
