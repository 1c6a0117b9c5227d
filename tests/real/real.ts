import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Real inputs that other people made: beside the project, or beside the folder of its worktrees, or nowhere. */
const near = join(import.meta.dirname, '../../..', 'shared')
const beside = join(import.meta.dirname, '../../../..', 'shared')
const shared = existsSync(near) ? near : beside

export const real = (name: string): string => join(shared, 'data', name)

/** Inputs on which importers were wrong once, a folder for each kind of error. */
export const caseFolder = join(shared, 'cases/reports')
export const areCasesThere = existsSync(caseFolder)
export const isThere = (name: string): boolean => existsSync(real(name))

/** Every file under a folder of the real inputs, in the order of their paths. */
export const filesUnder = (name: string): string[] =>
  readdirSync(real(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Whether a program that judges our files is on this computer. */
export const hasReferee = (program: string): boolean =>
  spawnSync(program, ['--version']).error === undefined && spawnSync(program, ['--version']).status !== 127

/** Runs a referee; what it says on either stream, and how it ended. */
export function ask(program: string, ...words: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status, said: stdout + stderr }
}
