import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantingBed, root, run } from './root.ts'

interface Room {
  /** What this runtime has: must compile. */
  good: string[]
  /** What it has not: each must be refused. */
  bad: string[]
  /** Compile the room's own source with the planted lines: what it imports can bring another runtime's globals along. */
  whole?: true
}

interface Settings {
  include?: string[]
  exclude?: string[]
}

const notErasable = ['export enum Colour { Red }', 'export class Box { constructor(readonly size: number) {} }']

const rooms: Record<string, Room> = {
  shared: {
    good: ['export const bytes = new TextEncoder().encode("a")'],
    bad: [
      'export const a = process',
      'export const b = document',
      'export const c = Buffer',
      'export const d = fetch',
      'export * from "node:fs"',
      ...notErasable,
    ],
    whole: true,
  },
  'electron/core': {
    good: ['export const a = process.version', 'export { readFile } from "node:fs/promises"'],
    bad: ['export const b = document', 'export const c = window', 'export type D = HTMLElement', ...notErasable],
    whole: true,
  },
  'electron/preload': {
    good: ['export const a = window.location.href'],
    bad: ['export const b = process', 'export const c = Buffer', 'export * from "node:fs"', ...notErasable],
  },
  renderer: {
    good: ['export const a = document.title', 'export const b = import.meta.env.MODE'],
    bad: [
      'export const c = process',
      'export const d = Buffer',
      'export const e = require("node:fs")',
      'export * from "node:fs"',
      ...notErasable,
    ],
    whole: true,
  },
}

test.each(Object.entries(rooms))('%s compiles with what its runtime has and nothing more', (room, lines) => {
  const { folder, clear } = plantingBed()
  try {
    writeFileSync(join(folder, 'planted.ts'), [...lines.good, ...lines.bad].join('\n'))
    const settings = JSON.parse(readFileSync(join(root, room, 'tsconfig.json'), 'utf8')) as Settings
    const there = (globs: string[] = []): string[] => globs.map((glob) => join(root, room, glob))
    const include = lines.whole ? there(settings.include) : []
    const extending = {
      extends: join(root, room, 'tsconfig.json'),
      compilerOptions: { incremental: false, tsBuildInfoFile: null },
      files: ['planted.ts'],
      include,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...extending, exclude: there(settings.exclude) }))
    const output = run('tsc', ['--project', folder, '--pretty', 'false'], folder)
    const refused = new Set([...output.matchAll(/planted\.ts\((\d+),/g)].map((match) => Number(match[1])))
    const expected = lines.bad.map((_, at) => lines.good.length + at + 1)
    expect(
      [...refused].sort((a, b) => a - b),
      output,
    ).toEqual(expected)
  } finally {
    clear()
  }
})
