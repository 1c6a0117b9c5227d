// Unlocks a vault, locks it, and says how often each secret stands in this process's memory while it is open and afterwards.
// The secrets come masked, so that no copy of them is made by asking for them.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { createApp } from '../../electron/core/app.ts'
import { passphrase, testPorts } from '../support/app.ts'

const mask = 0xa5_a5_a5_a5
const [dir = '', home = '', ...masked] = process.argv.slice(2)
const secrets = masked.map((hex) => Buffer.from(hex, 'hex'))
const piece = Buffer.alloc(1 << 20)
const words = new Uint32Array(piece.buffer, piece.byteOffset, piece.length / 4)

/** How often each secret stands in what this process may write to. */
function found(): number[] {
  const counts = secrets.map(() => 0)
  const memory = openSync('/proc/self/mem', 'r')
  for (const line of readFileSync('/proc/self/maps', 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line)
    if (!range) continue
    const [start, end] = [BigInt(`0x${range[1]}`), BigInt(`0x${range[2]}`)]
    for (let at = start; at < end; at += BigInt(piece.length - 32)) {
      const wanted = end - at < BigInt(piece.length) ? Number(end - at) : piece.length
      let length = 0
      try {
        length = readSync(memory, piece, 0, wanted, at)
      } catch {
        continue
      }
      // Masked in place: the piece itself never keeps a secret that a later look would find.
      for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) ^ mask
      for (const [index, secret] of secrets.entries()) {
        for (let place = piece.indexOf(secret); place >= 0 && place < length; place = piece.indexOf(secret, place + 1))
          counts[index] = (counts[index] ?? 0) + 1
      }
      piece.fill(0)
    }
  }
  closeSync(memory)
  return counts
}

const app = createApp(testPorts(home))
const quiet = { signal: new AbortController().signal, progress: (): void => undefined }
await app.call('vault.unlock', { dir, passphrase }, quiet)
const open = found()
await app.call('vault.lock', {}, quiet)
for (let round = 0; round < 5; round++) {
  globalThis.gc?.()
  await wait(20)
}
process.stdout.write(JSON.stringify({ open, locked: found() }))
await app.close()
