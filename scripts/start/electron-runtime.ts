import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Path of Electron's executable when its runtime is on this computer. The package `electron` is looked at and never
 * loaded: loading it without its runtime starts a download. `ELECTRON_OVERRIDE_DIST_PATH` is honoured as it does.
 */
export function findElectron(root: string, env: Environment = process.env): string | undefined {
  const folder = electronPackage(root)
  if (folder === undefined) return undefined
  const pathFile = join(folder, 'path.txt')
  const executable = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : undefined
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (elsewhere) return existing(join(elsewhere, executable ?? defaultExecutable()))
  return executable ? existing(join(folder, 'dist', executable)) : undefined
}

/**
 * Tries to fetch Electron's runtime with the package's own installer, quietly. Gives the executable, or undefined when
 * it could not be had within `limit` milliseconds; nothing half-fetched stays behind.
 */
export async function fetchElectron(root: string, limit: number): Promise<string | undefined> {
  const folder = electronPackage(root)
  if (folder === undefined) return undefined
  const temporary = mkdtempSync(join(tmpdir(), 'holdfast-fetch-'))
  try {
    const installer = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: limit,
      killSignal: 'SIGKILL',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    })
    const [code] = (await once(installer, 'exit')) as [number | null]
    return code === 0 ? findElectron(root) : undefined
  } catch {
    return undefined
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function electronPackage(root: string): string | undefined {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

function defaultExecutable(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

const existing = (file: string): string | undefined => (existsSync(file) ? file : undefined)
