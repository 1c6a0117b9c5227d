import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Gives this worker's tests a display where there is none (Linux): one of Xvfb's, with a clipboard of its own, until
 * what is given back is called.
 */
export default async function startDisplay(number?: number): Promise<() => void> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return () => undefined
  // One that is just ending would take the door of another of its number with it.
  const wanted = typeof number === 'number' ? [`:${number}`] : []
  // It says on descriptor 3 which number was free.
  const screen = spawn('Xvfb', [...wanted, '-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const started = await Promise.race([
    once(screen.stdio[3] as NodeJS.ReadableStream, 'data').then(([number]) => String(number).trim()),
    once(screen, 'exit').then(() => undefined),
    once(screen, 'error').then(() => undefined),
  ])
  if (started === undefined) return () => undefined
  process.env['DISPLAY'] = `:${started}`
  return () => {
    screen.kill()
    delete process.env['DISPLAY']
  }
}
