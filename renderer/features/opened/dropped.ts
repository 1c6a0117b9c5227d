import { bridge } from '../../session/bridge.ts'
import { putOpened } from './opened.tsx'

const isVaultName = ({ name }: { name: string }): boolean => name.toLowerCase().endsWith('.holdfast')

const filesOf = ({ dataTransfer }: DragEvent): File[] => [...(dataTransfer?.files ?? [])]

const pathsOf = async (files: readonly File[]): Promise<string[]> =>
  (await Promise.all(files.map((file) => bridge.pathOf(file)))).filter((path) => path !== '')

const onCase = (): boolean => window.location.hash.startsWith('#/cases/')

/**
 * Listens once for the whole window to what is dropped on it. A vault's folder is offered to be opened wherever it is dropped; other
 * files that no place takes are as if they were opened with Holdfast, but not on a case: there they would be taken for its exhibits.
 */
export function startDrops(): void {
  window.addEventListener('dragover', (event) => event.preventDefault())
  // Before the places that take files: to them it is taken then.
  window.addEventListener(
    'drop',
    (event) => {
      const dropped = filesOf(event)
      if (!dropped.some(isVaultName)) return
      event.preventDefault()
      const beside = onCase() ? [] : dropped.filter((file) => !isVaultName(file))
      void Promise.all([pathsOf(dropped.filter(isVaultName)), pathsOf(beside)]).then(([vaults, files]) =>
        putOpened({ files, vault: vaults.at(-1) ?? null }),
      )
    },
    { capture: true },
  )
  window.addEventListener('drop', (event) => {
    if (event.defaultPrevented) return
    // It must not replace the page.
    event.preventDefault()
    if (onCase()) return
    void pathsOf(filesOf(event)).then((files) => files.length > 0 && putOpened({ files, vault: null }))
  })
}
