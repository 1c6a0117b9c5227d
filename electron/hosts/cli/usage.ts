import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** Fails with USAGE: what was wrong with the words of the command. */
export const usageError = (what: string, next = 'See `holdfast --help` for the commands.'): HoldfastError =>
  new HoldfastError('USAGE', what, next)
