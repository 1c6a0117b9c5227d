import { spawn } from 'node:child_process'
import { once } from 'node:events'

// Playwright hands what a worker left in its environment to the workers of the projects that depend on its own: a display
// that has ended by then. This says which one was ours.
const ours = 'HOLDFAST_TEST_DISPLAY'

/**
 * Gives this worker's tests a display where there is none (Linux): one of Xvfb's, with a clipboard of its own, until
 * what is given back is called.
 */
export default async function startDisplay(): Promise<() => void> {
  const { DISPLAY: given } = process.env
  if (process.platform !== 'linux' || (given && given !== process.env[ours])) return () => undefined
  // It says on descriptor 3 which number was free.
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const started = await Promise.race([
    once(screen.stdio[3] as NodeJS.ReadableStream, 'data').then(([number]) => String(number).trim()),
    once(screen, 'exit').then(() => undefined),
    once(screen, 'error').then(() => undefined),
  ])
  if (started === undefined) return () => undefined
  process.env['DISPLAY'] = process.env[ours] = `:${started}`
  return () => {
    screen.kill()
    delete process.env['DISPLAY']
    delete process.env[ours]
  }
}
