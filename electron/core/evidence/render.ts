import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { EvidenceView } from '../../../shared/contract/evidence/views.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../shared/kernel/errors.ts'
import { findExhibit } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { placeFile, writeFully } from '../record/vault/index.ts'
import { readingsOf } from './readings.ts'

/**
 * Writes what the viewer shows of an exhibit into a new folder, a picture a page. Fails with ALREADY_EXISTS, INVALID_INPUT
 * where nothing of it is shown as pictures, CANCELLED (the folder is removed again), IO.
 */
export async function renderExhibit(
  workspace: Workspace,
  { exhibit: ref, within, password, out, width }: Checked<'exhibit.render'>,
  { signal, progress }: CallContext,
): Promise<Output<'exhibit.render'>> {
  const { id, number } = findExhibit(workspace.db, ref)
  // Asked for anew for each page, so that a long work is not taken for one that was left alone.
  const reading = () => readingsOf(workspace).of(workspace, id)
  const { view } = await reading().ask('opened', { within, password }, signal)
  const count = picturesOf(view)
  if (count === 0)
    throw new HoldfastError(
      'INVALID_INPUT',
      `${number} is not shown as pages or pictures; no folder was made.`,
      nextFor(view),
    )
  const folder = resolve(out)
  await mkdir(folder).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code === 'EEXIST')
      throw new HoldfastError(
        'ALREADY_EXISTS',
        `${folder} is there already; nothing was written.`,
        'Name a new folder.',
      )
    throw thrown
  })
  const files: string[] = []
  const unread: Output<'exhibit.render'>['unread'] = []
  try {
    for (let page = 1; page <= count; page++) {
      progress({ stage: `Drawing ${number}`, done: page, total: count, unit: 'pages' })
      const drawn = await reading()
        .ask('picture', { within, password, page, width }, signal)
        .catch((thrown: unknown) => {
          const { code, message } = toFailure(thrown)
          if (code === 'CANCELLED') throw thrown
          unread.push({ at: placeOf(view, page), reason: message })
          return undefined
        })
      if (!drawn) continue
      const name = `page-${String(page).padStart(4, '0')}.png`
      await placeFile(join(folder, name), (file) => writeFully(file, [drawn.bytes]))
      files.push(name)
    }
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true })
    throw thrown
  }
  return { folder, files, unread }
}

function picturesOf(view: EvidenceView): number {
  if (view.kind === 'pages') return view.count
  if (view.kind === 'picture') return view.frames
  // Its waveform.
  return view.kind === 'recording' && view.sound === 'reader' ? 1 : 0
}

function placeOf(view: EvidenceView, page: number): string {
  if (view.kind === 'recording') return 'at 00:00'
  return view.kind === 'pages' ? `p. ${page}` : `frame ${page}`
}

function nextFor(view: EvidenceView): string {
  if (view.kind === 'locked') return 'Give its password.'
  if (view.kind !== 'recording') return 'Read its text with “exhibit text”, or export a copy.'
  return view.sound === 'engine'
    ? 'Its waveform is drawn in the viewer, where the window’s engine decodes it.'
    : view.why
}
