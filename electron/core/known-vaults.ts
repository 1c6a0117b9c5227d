import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isRegularFile, makePrivateFolder, readRegular, writeAtomically } from './record/vault/index.ts'

const listName = 'known-vaults.json'

/** Vaults that were opened on this computer or lie in the default folder, newest first. Only folders that are there. */
export async function knownVaults(home: string): Promise<{ dir: string; name: string }[]> {
  const opened = await readList(home)
  const found = await readdir(home).catch(() => [])
  const dirs = new Set([
    ...opened,
    ...found.filter((name) => name.endsWith('.holdfast')).map((name) => join(home, name)),
  ])
  return [...dirs]
    .filter((dir) => isRegularFile(join(dir, 'vault.json')))
    .map((dir) => ({ dir, name: basename(dir).replace(/\.holdfast$/, '') }))
}

/** Puts a vault at the head of the list. The list holds folders only; nothing of what is in them. */
export async function rememberVault(home: string, dir: string): Promise<void> {
  const others = (await readList(home)).filter((one) => one !== dir)
  await makePrivateFolder(home)
  await writeAtomically(join(home, listName), JSON.stringify([dir, ...others].slice(0, 20)))
}

async function readList(home: string): Promise<string[]> {
  try {
    const list: unknown = JSON.parse((await readRegular(join(home, listName), 1 << 20)).toString('utf8'))
    return Array.isArray(list) ? list.filter((dir) => typeof dir === 'string') : []
  } catch {
    return []
  }
}
