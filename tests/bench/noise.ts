import { randomFillSync } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** Writes a new file of bytes that do not shrink, down to the disk. */
export function writeNoise(path: string, size: number): void {
  const chunk = Buffer.alloc(1024 * 1024)
  const file = openSync(path, 'wx')
  for (let left = size; left > 0; left -= chunk.length) {
    randomFillSync(chunk)
    writeSync(file, chunk, 0, Math.min(left, chunk.length))
  }
  fsyncSync(file)
  closeSync(file)
}
