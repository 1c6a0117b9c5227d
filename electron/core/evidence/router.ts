import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext, Handlers } from '../../../shared/contract/server.ts'
import type { evidenceProcedures } from '../../../shared/contract/evidence/evidence.ts'
import type { ExhibitDetail } from '../../../shared/contract/exhibits.ts'
import { bytesOf, findExhibit } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { sha256Hex } from '../record/vault/index.ts'
import { deriveExhibit, keepStill } from './derive.ts'
import { labelsIn } from './labels.ts'
import { ocrOfPage, withOcr } from './ocr.ts'
import type { Picture } from './reading/format.ts'
import { offerSpan, playExhibit } from './play.ts'
import { readingsOf } from './readings.ts'
import { renderExhibit } from './render.ts'

type Calls = keyof typeof evidenceProcedures

const nameOf = (
  { id, number }: ExhibitDetail,
  within: string[],
): { exhibit: string; number: string; within: string[] } => ({ exhibit: id, number, within })

const { signal: never } = new AbortController()

/** Opens evidence for somebody who looks at it. */
export function evidenceHandlers(workspace: Workspace): Pick<Handlers, Calls> {
  const opened = async (
    { exhibit: ref, within, password, encoding }: Checked<'exhibit.open'>,
    { signal }: CallContext,
  ): Promise<Output<'exhibit.open'>> => {
    const exhibit = findExhibit(workspace.db, ref)
    const found = await readingsOf(workspace)
      .of(workspace, exhibit.id)
      .ask('opened', { within, password, encoding }, signal)
    const { mediaType, sha256 } = within.length === 0 ? exhibit : found
    return { ...found, ...nameOf(exhibit, within), mediaType, sha256 }
  }
  return {
    'exhibit.open': opened,
    'exhibit.picture': async ({ exhibit: ref, within, password, page, width }, context) => {
      const { id } = findExhibit(workspace.db, ref)
      const readings = readingsOf(workspace)
      const asked = { within, password, page, width }
      const name = `${id} ${sha256Hex(JSON.stringify([within, page, width]))}`
      const draw = (signal: AbortSignal): Promise<Picture> => readings.of(workspace, id).ask('picture', asked, signal)
      const picture = await readings.pictures.of(name, () => draw(context.signal))
      const offered = await readings.pictures.offered(name, () => draw(never))
      const bytes = bytesOf(context).offer(name, () => offered)
      return { bytes, mediaType: picture.mediaType, width: picture.width, height: picture.height }
    },
    'exhibit.thumbnail': async ({ exhibit: ref }, context) => {
      const { id } = findExhibit(workspace.db, ref)
      const { thumbnails } = readingsOf(workspace)
      const { picture, view, words, problem } = await thumbnails.of(workspace, id, context.signal)
      const bytes =
        picture && bytesOf(context).offer(`thumbnail ${id}`, () => thumbnails.offered(workspace, id, picture))
      return { bytes: bytes ?? null, view, words, problem }
    },
    'exhibit.part': ({ exhibit: ref, within, password, encoding, part }, { signal }) => {
      const { id } = findExhibit(workspace.db, ref)
      return readingsOf(workspace).of(workspace, id).ask('part', { within, password, encoding, part }, signal)
    },
    'exhibit.text': async ({ exhibit: ref, within, password, encoding, from, twice, ocr }, context) => {
      const { signal } = context
      const exhibit = findExhibit(workspace.db, ref)
      const reading = readingsOf(workspace).of(workspace, exhibit.id)
      const { reader } = await reading.ask('opened', { within, password, encoding }, signal)
      const part = await reading.ask('text', { within, password, encoding, from, twice }, signal)
      const asked = { id: exhibit.id, languages: ocr ?? [], within, password }
      const read = ocr === undefined ? part : await withOcr(workspace, asked, { part, from }, context)
      return { ...nameOf(exhibit, within), reader, ...read }
    },
    'exhibit.ocr': (which, context) => ocrOfPage(workspace, which, context),
    'exhibit.facts': async (which, context) => {
      const { exhibit, number, within, view, facts, problems } = await opened(which, context)
      return { exhibit, number, within, kind: view.kind, facts, problems }
    },
    'exhibit.members': async (which, context) => {
      const { exhibit, number, within, members, problems } = await opened(which, context)
      return { exhibit, number, within, members, problems }
    },
    'exhibit.render': (which, context) => renderExhibit(workspace, which, context),
    'exhibit.derive': (which, context) => deriveExhibit(workspace, which, context),
    'exhibit.span': (which, context) => offerSpan(workspace, which, context),
    'exhibit.still': (which, context) => keepStill(workspace, which, context),
    'exhibit.play': (which, context) => playExhibit(workspace, which, context),
    'label.read': (input, context) => labelsIn(workspace, input, context),
    'exhibit.stop': ({ bytes }, context) => {
      bytesOf(context).withdraw(bytes)
      return {}
    },
    'exhibit.close': ({ exhibit }) => {
      readingsOf(workspace).close(findExhibit(workspace.db, exhibit).id)
      return {}
    },
  }
}
