import { expect, it } from 'vitest'
import { requireNoDebugging } from './switches.ts'

const line = (...given: string[]) => {
  const left = new Set(given)
  return { left, hasSwitch: (name: string) => left.has(name), removeSwitch: (name: string) => void left.delete(name) }
}

it.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'log-net-log',
  'load-extension',
  'disable-web-security',
  'host-resolver-rules',
])('an installed app refuses --%s by name, and takes it away before Chromium reads it', (name) => {
  const switches = line('no-sandbox', name, 'js-flags')
  expect(() => requireNoDebugging({ packaged: true, debug: false, switches })).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(/^The switch --\S+ /) as string }) as Error,
  )
  expect([...switches.left]).toEqual(['no-sandbox'])
})

it('what helps to show a window is nobody’s debugging, and who says so may debug', () => {
  const harmless = line('no-sandbox', 'disable-gpu', 'ozone-platform', 'force-device-scale-factor')
  expect(() => requireNoDebugging({ packaged: true, debug: false, switches: harmless })).not.toThrow()
  for (const [packaged, debug] of [
    [true, true],
    [false, false],
  ] as const) {
    const switches = line('inspect', 'remote-debugging-port')
    expect(() => requireNoDebugging({ packaged, debug, switches })).not.toThrow()
    expect(switches.left.size).toBe(2)
  }
})
