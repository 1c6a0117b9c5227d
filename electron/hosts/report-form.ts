import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from '../core/ports.ts'
import type { Program } from './place.ts'

/** The page of the report form, as it was built. Where Holdfast runs from its sources and these are newer, it is built first. */
export function reportFormParts({ root, built }: Program): Ports['reportForm'] {
  const folder = join(root, 'out', 'report-form')
  return async () => {
    if (!built && (await isStale(root, folder))) await buildFromSources(root)
    try {
      const [script, style] = await Promise.all(
        ['form.js', 'form.css'].map((name) => readFile(join(folder, name), 'utf8')),
      )
      return { script: script?.trim() ?? '', style: style?.trim() ?? '' }
    } catch (cause) {
      throw missing(cause)
    }
  }
}

const missing = (cause: unknown): HoldfastError =>
  new HoldfastError(
    'MISSING_RUNTIME',
    'The page of the report form is missing in this copy of Holdfast; no form was written.',
    'Install Holdfast again; from sources, run `npm run build`.',
    cause,
  )

async function isStale(root: string, folder: string): Promise<boolean> {
  const product = join(folder, 'form.css')
  if (!existsSync(product)) return true
  const made = statSync(product).mtimeMs
  const sources = ['renderer/report-form', 'shared/report-form', 'shared/kernel'].map(async (source) => {
    const files = await readdir(join(root, source), { recursive: true, withFileTypes: true })
    return files.some((file) => file.isFile() && statSync(join(file.parentPath, file.name)).mtimeMs > made)
  })
  return (await Promise.all(sources)).includes(true)
}

function buildFromSources(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = join(root, 'scripts', 'report-form.mjs')
    const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', (cause) => reject(missing(cause)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(missing(new Error(said)))))
  })
}
