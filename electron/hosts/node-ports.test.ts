import { describe, expect, it } from 'vitest'
import { nodePorts, typesetterEntry } from './node-ports.ts'

describe('what a host on Node gives the core', () => {
  const program = { root: '/app', version: '1.2.3', built: true }

  it('is the settings, a clock in a zone, and randomness that differs', () => {
    const showFile = (): Promise<void> => Promise.resolve()
    const ports = nodePorts(program, { home: '/home', idleMinutes: 5 }, { host: 'test', showFile })
    expect(ports).toMatchObject({ host: 'test', version: '1.2.3', home: '/home', idleMinutes: 5 })
    expect(Math.abs(ports.clock.now() - Date.now())).toBeLessThan(1000)
    expect(ports.clock.zone).not.toBe('')
    expect(ports.random(32)).toHaveLength(32)
    expect(ports.random(32)).not.toEqual(ports.random(32))
  })
  it('runs the typesetter as it was built, or from its source', () => {
    expect(typesetterEntry(program).pathname).toMatch(/out.typesetter.main\.js$/)
    expect(typesetterEntry({ ...program, built: false }).pathname).toMatch(/print.child\.ts$/)
  })
})
