import { attachAll, attachedFiles, type Composed, type Templates } from './compose.ts'
import { coverageOf } from './coverage.ts'
import type { Engine } from './engine.ts'
import type { LoadedFace } from './fonts.ts'
import type { PagesJob } from './port.ts'
import { asciiOnly, printableWith, type Printable } from './printable.ts'
import { mapped } from './view.ts'

/** Sets pages that are no packet: as designed, or with ASCII alone. Gives words instead when both fail. */
export async function composePages(
  engine: Engine,
  job: PagesJob,
  faces: LoadedFace[],
  { rich }: Pick<Templates, 'rich'>,
  onlyAscii: boolean,
  begun: () => void,
): Promise<Composed | { failed: string }> {
  begun()
  const { attachments = [] } = job
  const set = (show: Printable): ReturnType<Engine['set']> =>
    engine.set({
      source: attachments.length === 0 ? job.template : `${attachAll}\n${job.template}`,
      files: [
        { path: '/data.json', bytes: Buffer.from(JSON.stringify(mapped(job.data, show))) },
        { path: '/rich.typ', bytes: Buffer.from(rich) },
        ...attachedFiles(attachments),
      ],
      fonts: faces.flatMap(({ files }) => files),
      attachments,
      at: Math.floor(Date.parse(job.at) / 1000),
    })
  if (!onlyAscii) {
    const designed = await set(printableWith(coverageOf(faces)))
    if ('pdf' in designed) return { ...designed, remarks: [] }
  }
  const ascii = await set(asciiOnly)
  if ('failed' in ascii) return ascii
  return { ...ascii, remarks: ['All characters but ASCII are shown as their numbers.'] }
}
