import { useChooseFolder } from './use-choose.ts'
import { useAsk } from '../../session/client.ts'

/**
 * Opens a vault that the person chooses: the desktop by the system's dialog, a browser's window by its list of vaults.
 * `onVault` gets the folder that was chosen.
 */
export function useOpenVault(onVault: (dir: string) => void, list: () => void): () => void {
  const desktop = useAsk('app.state', {}).data?.host === 'desktop'
  const { can, choose } = useChooseFolder('open')
  return () => {
    if (!desktop || !can) list()
    else void choose().then((dir) => dir !== null && onVault(dir))
  }
}
