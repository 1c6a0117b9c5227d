import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { securityHeaders } from './window-security.ts'

/** Windows that may be open at once: a page that asks for more and more gets no more. */
export const mostWindows = 8

/** One answer to a request of the window's page. */
export interface PageAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/**
 * The file of the built window that a URL names: an absolute path inside `folder`, or undefined when the URL is of
 * another origin, tries to leave the folder, or names a kind of file that a window has no use for.
 */
export function fileFor(url: string, origin: string, folder: string): string | undefined {
  // Not `new URL().origin`: it is "null" for a custom scheme. And before parsing, because parsing folds "..".
  if (url !== origin && !url.startsWith(`${origin}/`)) return undefined
  let path: string
  try {
    path = decodeURIComponent(url.slice(origin.length).replace(/[?#].*$/s, ''))
  } catch {
    return undefined
  }
  if (path === '' || path === '/') path = '/index.html'
  const usable = /^(?:\/[A-Za-z0-9_@~-][A-Za-z0-9_.@~-]*)+$/.test(path)
  if (!usable || !Object.hasOwn(mediaTypes, extname(path))) return undefined
  const file = resolve(join(folder, path))
  return file.startsWith(resolve(folder) + sep) ? file : undefined
}

/** Answers a request of the window's page from the built window in `folder`; never fails, says 404 instead. */
export async function answerPage(
  request: { url: string; method: string },
  origin: string,
  folder: string,
): Promise<PageAnswer> {
  const refused = (status: number): PageAnswer => ({
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.alloc(0),
  })
  if (request.method !== 'GET') return refused(405)
  const file = fileFor(request.url, origin, folder)
  if (file === undefined) return refused(404)
  try {
    const body = await readFile(file)
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream'
    return { status: 200, headers: { ...securityHeaders, 'content-type': type }, body }
  } catch {
    return refused(404)
  }
}

/**
 * The built window below `root`: the folder of its files, and the script that runs before the page's own. Fails with
 * MISSING_RUNTIME where one is missing; the window would be blank.
 */
export function builtWindow(root: string, host: 'desktop' | 'browser'): { renderer: string; pageScript: string } {
  const renderer = join(root, 'out', 'renderer')
  const pageScript = join(root, 'out', 'preload', `${host}.cjs`)
  const missing = [join(renderer, 'index.html'), pageScript].find((file) => !existsSync(file))
  if (missing === undefined) return { renderer, pageScript }
  throw new HoldfastError(
    'MISSING_RUNTIME',
    `The window is not built: ${missing} is missing.`,
    'Install Holdfast again; from sources, run "npm run build".',
  )
}
