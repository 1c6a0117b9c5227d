import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProgram, readSettings } from './place.ts'

describe('the program', () => {
  it('is found from one of its modules', () => {
    const program = findProgram(import.meta.url)
    expect(import.meta.dirname).toBe(join(program.root, 'electron', 'hosts'))
    expect(program.version).toMatch(/^\d+\.\d+\.\d+/)
    expect(program.built).toBe(false)
  })
  it('is not found elsewhere', () => {
    expect(() => findProgram('file:///nowhere/at/all.js')).toThrow('No package.json of Holdfast')
  })
})

describe('settings', () => {
  it('have sensible defaults', () => {
    expect(readSettings({})).toEqual({ home: join(homedir(), 'Holdfast'), idleMinutes: 10, idleSet: false })
  })
  it('are taken from the environment', () => {
    expect(readSettings({ HOLDFAST_HOME: '/vaults', HOLDFAST_IDLE_MINUTES: '0.05' })).toEqual({
      home: '/vaults',
      idleMinutes: 0.05,
      idleSet: true,
    })
  })
  it.each([
    ['HOLDFAST_HOME', 'vaults'],
    ['HOLDFAST_HOME', ''],
    ['HOLDFAST_IDLE_MINUTES', 'ten'],
    ['HOLDFAST_IDLE_MINUTES', '-1'],
    ['HOLDFAST_IDLE_MINUTES', ''],
  ])('refuse %s="%s" by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name)
  })
})
