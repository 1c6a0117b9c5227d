import type { FolderUse } from '../../../shared/contract/computer.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { words } from './catalogue.ts'

interface Choosing {
  /** Whether the host has a dialog in which a folder is chosen. */
  can: boolean
  running: boolean
  failure: Failure | null
  dismiss: () => void
  /** The folder that the person chose; null when they chose none, or it failed. */
  choose: () => Promise<string | null>
}

/** Has a folder chosen in the host's own dialog. `about` tells apart places that ask for the same. */
export function useChooseFolder(use: FolderUse, about = ''): Choosing {
  const can = useAsk('app.state', {}).data?.choosesFolders ?? false
  const { task, running, run, dismiss } = useTask('app.chooseFolder', `${use} ${about}`)
  return {
    can,
    running,
    failure: task?.state === 'failed' ? task.failure : null,
    dismiss,
    choose: async () => {
      if (running) return null
      const chosen = await run({ use }, words.choosingAFolder)
      // A failure stays, with its reason.
      if (chosen) dismiss()
      return chosen?.folder ?? null
    },
  }
}
