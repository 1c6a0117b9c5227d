import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import { commandIn } from './placement.ts'
import { failed } from './stage.ts'

/** The answer of `holdfast update trial --json`, the same in every release from 0.3.0 on (docs/format-update.md). */
export const TrialAnswer = z.object({
  format: z.literal('holdfast-trial'),
  version: z.string(),
  /** What of the copy was checked; null: no backup was given. */
  vault: z.object({ entries: z.int(), exhibits: z.int(), upgraded: z.array(z.string()) }).nullable(),
})
export type TrialAnswer = z.infer<typeof TrialAnswer>

/** Minutes that a trial may take. */
const patience = 60

/**
 * Starts a staged release on a copy of a vault: it restores `backup` beside itself, opens it, brings it to its own form
 * if need be, audits it and removes it. Without a backup it only has to start. Its home is a folder of its own, so nothing
 * that this computer knows is touched; the passphrase goes over its standard input. Fails with UPDATE_FAILED.
 */
export async function tryRelease(
  unpacked: string,
  version: string,
  trial?: { backup: string; passphrase: string },
): Promise<TrialAnswer> {
  const home = await mkdtemp(join(dirname(trial?.backup ?? unpacked), '.holdfast-trial-'))
  try {
    const words = trial ? [trial.backup, '--passphrase-file', '-'] : []
    const child = spawn(commandIn(unpacked), ['update', 'trial', ...words, '--json'], {
      env: { ...environmentOf('holdfast', process.env), HOLDFAST_HOME: home },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: patience * 60_000,
      shell: process.platform === 'win32',
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(trial?.passphrase ?? '')
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    const [code, said, complaint] = await Promise.all([ended, text(child.stdout), text(child.stderr)]).catch(
      (cause: unknown) => {
        throw failed('the new Holdfast does not start here', cause)
      },
    )
    if (code !== 0)
      throw failed(`the new Holdfast failed in its trial (${complaint.trim().split('\n', 1)[0] || `code ${code}`})`)
    return requireAnswer(said, version)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function requireAnswer(said: string, version: string): TrialAnswer {
  let answer: TrialAnswer
  try {
    answer = TrialAnswer.parse(JSON.parse(said))
  } catch (cause) {
    throw failed('the new Holdfast gave no answer in its trial that this one understands', cause)
  }
  if (answer.version !== version) throw failed(`the trial was answered by Holdfast ${answer.version}, not ${version}`)
  return answer
}
