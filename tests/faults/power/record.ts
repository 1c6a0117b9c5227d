import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { work, writeEvidence, type Step } from '../working.ts'
import { followed, readTrace, type Recording } from './trace.ts'

/** Whether processes can be traced here: strace is installed, and the system lets it. */
export const canTrace = (): boolean => spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** Records everything that the working process asks of the disk below `folder/vault` while it does the steps. */
export async function record(folder: string, steps: readonly Step[]): Promise<Recording> {
  const [root, trace] = [join(folder, 'vault'), join(folder, 'trace')]
  mkdirSync(root)
  writeEvidence(folder)
  const under = ['strace', '-f', '--seccomp-bpf', '-xx', '-s', '1000000000', '-o', trace, '-e', `trace=${followed}`]
  const { complained, status, printed } = await work(folder, steps, { under })
  if (complained !== '' || status !== 0 || printed.includes('"failed"')) throw new Error(`${complained}${printed}`)
  const recording = readTrace(readFileSync(trace, 'latin1'), root)
  rmSync(trace)
  return recording
}
