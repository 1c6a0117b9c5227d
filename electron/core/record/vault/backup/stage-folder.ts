import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { makePrivateFolder, syncFolder } from '../files.ts'
import { markName } from '../names.ts'
import { readRegular } from '../regular.ts'

// A restore puts the vault together in a folder of its own beside the place. The file `restoring` in it says whose work it
// is, until the vault has its place: a folder without it is never removed, whatever its name.
const mark = /^process (\d{1,10}) on (.{1,255})\n$/
const endOfName = /^\.restoring-[0-9a-f]{16}\.part$/

/** A name beside a vault's place that no other restore uses. */
export const stageFor = (dir: string, random: (bytes: number) => Uint8Array): string =>
  `${dir}.restoring-${Buffer.from(random(8)).toString('hex')}.part`

/** Makes the folder of a restore, for this process alone. Fails with the system's error (EEXIST). */
export async function makeStage(stage: string): Promise<void> {
  await makePrivateFolder(dirname(stage))
  await mkdir(stage, { mode: 0o700 })
  await writeFile(join(stage, markName), `process ${process.pid} on ${hostname()}\n`, { mode: 0o600, flag: 'wx' })
}

/** Removes what restores to this place left that were cut off: of processes of this computer that are no more. */
export async function removeAbandonedStages(dir: string): Promise<void> {
  const [parent, name] = [dirname(dir), basename(dir)]
  for (const one of await readdir(parent, { withFileTypes: true }).catch(() => [])) {
    if (!one.isDirectory() || !one.name.startsWith(name) || !endOfName.test(one.name.slice(name.length))) continue
    const stage = join(parent, one.name)
    if (await isAbandoned(stage)) await rm(stage, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function isAbandoned(stage: string): Promise<boolean> {
  const text = await readRegular(join(stage, markName), 512).catch(() => '')
  const [, process, host] = mark.exec(text.toString('utf8')) ?? []
  return process !== undefined && host === hostname() && !isRunning(Number(process))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as { code?: unknown }).code !== 'ESRCH'
  }
}

/**
 * Gives a vault that is whole its place, and takes the mark away then: cut off before, the stage is still known for one. Fails with
 * ALREADY_EXISTS when something lies there by now.
 */
export async function placeStage(stage: string, dir: string): Promise<void> {
  await rename(stage, dir).catch((thrown: unknown) => {
    const { code } = thrown as { code?: unknown }
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'EPERM') throw thrown
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `Something was put at ${dir} while the backup was being restored to it; it was not touched.`,
      'Look what lies there, and restore to another place.',
      thrown,
    )
  })
  await syncFolder(dirname(dir)).catch(() => undefined)
  // Left behind it does no harm: it counts in a stage alone, and opening the vault takes it away.
  await rm(join(dir, markName), { force: true }).catch(() => undefined)
}
