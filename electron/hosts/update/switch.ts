import { existsSync } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Placement } from './placement.ts'

/**
 * Puts a staged release into the place of the installed one, which stays beside it; returns where. Of a file the old one
 * gets a second name first, and the new one takes the first name in one step. A folder is moved aside and the new one moved in;
 * where the second step fails the first is undone, and where the power fails between them the old one lies whole under its new name.
 * Fails with ALREADY_EXISTS while the release before that still lies there.
 */
export async function switchTo(
  { kind, path }: Exclude<Placement, { kind: 'none' }>,
  takes: string,
  version: string,
): Promise<string> {
  const aside = `${path}.before-${version}`
  if (existsSync(aside))
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `${aside} is there already; nothing was changed.`,
      'Remove it, or move it away, and install again.',
    )
  if (kind === 'appimage') {
    await link(path, aside)
    await rename(takes, path).catch(async (thrown: unknown) => {
      await rm(aside)
      throw thrown
    })
    return aside
  }
  await rename(path, aside)
  await rename(takes, path).catch(async (thrown: unknown) => {
    await rename(aside, path)
    throw thrown
  })
  return aside
}
