import type { ReactElement } from 'react'
import { toFailure, type Failure } from '../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { words } from './catalogue.ts'

interface AddFolderProps {
  onFolder: (path: string) => void
  onProblem: (problem: Failure | null) => void
}

/** Lets a person choose a folder in the system's dialog, where there is one. */
export function AddFolder({ onFolder, onProblem }: AddFolderProps): ReactElement | null {
  const { data } = useAsk('app.state', {})
  if (data?.choosesFolders !== true) return null
  const choose = (): void => {
    onProblem(null)
    client.call('app.chooseFolder', { use: 'keep' }).then(
      ({ folder }) => folder !== null && onFolder(folder),
      (thrown: unknown) => onProblem(toFailure(thrown)),
    )
  }
  return (
    <Act needs="exhibit.write" onClick={choose}>
      {words.addFolder}
    </Act>
  )
}
