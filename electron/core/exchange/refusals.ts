import { basename } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

export const changed = (file: string): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    `${basename(file)} is not the file that was previewed: it was changed since.`,
    'Preview it again; nothing of it was filed.',
  )
