import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'

const can = process.platform === 'linux' && ['/usr/bin/prlimit', '/bin/prlimit'].some((path) => existsSync(path))

it.skipIf(!can)('a process, what it started and what it starts later leave no memory behind in a file', () => {
  const module = new URL('core-dumps.ts', import.meta.url).href
  const script = `
    import { spawn, spawnSync } from 'node:child_process'
    import { readFileSync } from 'node:fs'
    const limit = (pid) => /^Max core file size\\s+(\\S+\\s+\\S+)/m.exec(readFileSync('/proc/' + pid + '/limits', 'latin1'))[1].replace(/\\s+/, ' ')
    const before = spawn('sleep', ['20'])
    const was = [limit('self'), limit(before.pid)]
    const { forbidCoreDumps } = await import(${JSON.stringify(module)})
    const said = forbidCoreDumps()
    const after = spawnSync('sh', ['-c', 'ulimit -Hc'], { encoding: 'utf8' }).stdout.trim()
    console.log(JSON.stringify({ was, said, is: [limit('self'), limit(before.pid)], after }))
    before.kill()`
  // The limits of whoever runs the tests may forbid it already: where they may be raised, they are.
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'ulimit -c unlimited 2>/dev/null; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', script],
    { encoding: 'utf8' },
  )
  expect(JSON.parse(stdout)).toMatchObject({ said: true, is: ['0 0', '0 0'], after: '0' })
})
