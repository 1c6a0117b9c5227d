import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantingBed, root, run } from './root.ts'

interface Room {
  /** What this runtime has: must compile. */
  good: string[]
  /** What it has not: each must be refused. */
  bad: string[]
  /** Source compiled together with the planted lines, since a package's types can bring globals along. */
  include?: string[]
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
    include: ['**/*.ts'],
  },
  'electron/core': {
    good: ['export const a = process.version', 'export { readFile } from "node:fs/promises"'],
    bad: ['export const b = document', 'export const c = window', 'export type D = HTMLElement', ...notErasable],
    include: ['**/*.ts'],
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
    include: ['**/*.ts', '**/*.tsx'],
  },
}

test.each(Object.entries(rooms))('%s compiles with what its runtime has and nothing more', (room, lines) => {
  const { folder, clear } = plantingBed()
  try {
    writeFileSync(join(folder, 'planted.ts'), [...lines.good, ...lines.bad].join('\n'))
    const include = (lines.include ?? []).map((glob) => join(root, room, glob))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, room, 'tsconfig.json'),
        files: ['planted.ts'],
        include,
        exclude: ['**/*.test.*'],
      }),
    )
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
