import { basename } from 'node:path'
import type { Output } from '../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

export type Refused = Output<'import.take'>['refused'][number]

export const changed = (file: string): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    `${basename(file)} is not the file that was previewed: it was changed since.`,
    'Preview it again; nothing of it was filed.',
  )

export const noItem = (file: string, index: number): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `${basename(file)} has no report ${index}.`,
    'Preview it again; nothing of it was filed.',
  )

export const duplicate = (file: string, index: number, { report, why }: { report: string; why: string }): Refused => ({
  file,
  index,
  reason: `${why}: report ${report}.`,
  next: 'Open that report; if this one says something else, add the file to it as an exhibit.',
  duplicateOf: report,
})
