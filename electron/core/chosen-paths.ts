import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'

/** A window is hostile: it may not choose where files are written. The command line is the person's own hand. */
export function refuseChosenPaths(ports: Ports, input: unknown): void {
  if (ports.host !== 'browser' && ports.host !== 'desktop') return
  if (typeof input !== 'object' || input === null || !('out' in input) || input.out === undefined) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    'The window may not choose where a file is written.',
    'Leave the place to Holdfast; it says where the file lies.',
  )
}
