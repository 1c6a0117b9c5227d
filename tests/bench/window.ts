import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Options } from './options.ts'
import { inFolder } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { median, percentile } from './timing.ts'
import type { WindowFigures } from './window/figures.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What a person waits for in the window, and the byte channel, in the desktop host beside the browser's: both are open at
 * once, and take turns. No rows where there is no Electron, no browser or no display.
 */
export const measureWindow = ({ dir, clicks, channel }: Options): Promise<Row[]> =>
  inFolder(dir, (folder) => {
    const out = join(folder, 'figures.json')
    const config = join(root, 'tests/bench/window/playwright.config.ts')
    const { status } = spawnSync(join(root, 'node_modules/.bin/playwright'), ['test', '--config', config], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: {
        ...process.env,
        HOLDFAST_BENCH_OUT: out,
        HOLDFAST_BENCH_CLICKS: String(clicks),
        HOLDFAST_BENCH_SIZE: String(channel),
      },
      shell: process.platform === 'win32',
    })
    if (status !== 0) throw new Error('the window could not be measured: see above')
    return Promise.resolve(existsSync(out) ? rowsOf(JSON.parse(readFileSync(out, 'utf8')) as WindowFigures) : [])
  })

function rowsOf({ desktop, browser, size, plain }: WindowFigures): Row[] {
  const beside = 'in the browser host'
  const waits = (['committed', 'shown'] as const).flatMap((what) =>
    ([0.5, 0.95] as const).map((share): Row => {
      const [here, there] = [percentile(desktop[what], share), percentile(browser[what], share)]
      const budget = share === 0.95 ? { budget: '< 50 ms', met: here < 50 } : {}
      return timeRow(`a report, click to ${what}, p${share * 100}, desktop`, here, beside, there, budget)
    }),
  )
  const speed = (times: number[]): { value: number; unit: 'MB/s' } => ({
    value: size / 1000 / median(times),
    unit: 'MB/s',
  })
  const channel = [['desktop', desktop] as const, ['browser host', browser] as const].map(([name, { bytes }]): Row => ({
    work: `bytes from core to page, ${Math.round(size / 1024 ** 2)} MiB, ${name}`,
    measured: speed(bytes),
    baseline: { ...speed(plain), what: 'reading a plain file' },
    ratio: median(plain) / median(bytes),
  }))
  const [here, there] = [percentile(desktop.seeks, 0.95), percentile(browser.seeks, 0.95)]
  const seeks = timeRow('seek in a recording of two hours, p95, desktop', here, beside, there, {
    budget: '< 200 ms',
    met: here < 200 && there < 200,
  })
  return [...waits, ...channel, seeks]
}
