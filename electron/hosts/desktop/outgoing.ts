import { lstatSync } from 'node:fs'
import { dirname, isAbsolute, normalize } from 'node:path'

/** Whether a path names a copy that the core wrote to be dragged out: a regular file in a folder of its own in `parent`. */
export function isOutgoing(parent: string, path: string): boolean {
  if (!isAbsolute(path) || normalize(path) !== path || dirname(dirname(path)) !== parent) return false
  try {
    return lstatSync(dirname(path)).isDirectory() && lstatSync(path).isFile()
  } catch {
    return false
  }
}
