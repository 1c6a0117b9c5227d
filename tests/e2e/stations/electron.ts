import { _electron, test, type ElectronApplication } from '@playwright/test'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { findTestElectron } from '../../../scripts/electron/runtime.ts'
import type { Start, Workstation } from './station.ts'

/** A workstation in Electron, with its main process in reach. */
export interface DesktopStation extends Workstation {
  app: ElectronApplication
}

const program = findProgram(import.meta.url)
// Playwright preloads it only where it finds Electron itself; without it about a quarter of the launches hang.
const loader = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)

/** An installed program that the specs drive in place of what was built here (tests/installed); it must allow an inspector. */
const installed = process.env['HOLDFAST_E2E_PROGRAM']

/** Starts the desktop host as it was built; skips the test where there is no Electron or no display. */
export async function startElectron({
  home,
  idleMinutes,
  wrap = (same) => same,
  root = program.root,
  debug = installed !== undefined,
}: Omit<Start, 'headless'> & {
  /** Folder of the program; left out: ours. */
  root?: string
  /** Whether a person asked to look inside; an installed app refuses to be driven where nobody did. */
  debug?: boolean
}): Promise<DesktopStation> {
  const runtime = installed ?? findTestElectron(program.root)
  test.skip(runtime === undefined, 'no Electron runtime on this computer (npm run electron:runtime brings one)')
  test.skip(process.platform === 'linux' && !process.env['DISPLAY'], 'no display, and no Xvfb to make one')
  const app = await launch(wrap(runtime ?? ''), root, {
    ...(process.env as Record<string, string>),
    HOLDFAST_HOME: home,
    ...(idleMinutes === undefined ? {} : { HOLDFAST_IDLE_MINUTES: String(idleMinutes) }),
    ...(debug ? { HOLDFAST_DEBUG: '1' } : {}),
  })
  // The system's dialog is out of a test's reach: whoever answers it here always chooses this folder.
  await app.evaluate(
    ({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    },
    join(home, 'Stick'),
  )
  const page = await app.firstWindow()
  // Without a window manager no window has the focus.
  const session = await app.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  return { app, page, close: () => app.close() }
}

async function launch(
  executablePath: string,
  root: string,
  env: Record<string, string>,
  tries = 5,
): Promise<ElectronApplication> {
  if (installed === undefined)
    return _electron.launch({ executablePath, args: ['-r', loader, '--disable-gpu', root], env })
  // An archive takes no preload, so some launches hang before a window is there; nothing was done in them yet.
  try {
    return await _electron.launch({ executablePath, args: ['--disable-gpu'], env, timeout: 20_000 })
  } catch (thrown) {
    if (tries <= 1) throw thrown
    return launch(executablePath, root, env, tries - 1)
  }
}
