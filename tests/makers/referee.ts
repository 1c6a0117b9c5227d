import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Made } from './made.ts'

/** Whether Python is here, and a module of it. */
export const hasPython = (module = 'email'): boolean => spawnSync('python3', ['-c', `import ${module}`]).status === 0

type Kind = 'mail' | 'calendar' | 'table' | 'track' | 'alert'

/** What Python's parsers find in inputs, by the name of the input; `refused` where they read none of it. */
export function askReferee(
  kind: Kind,
  inputs: readonly Made[],
  more: (input: Made) => string[] = () => [],
): Promise<Map<string, unknown>> {
  return withFiles(inputs, (paths) => {
    const asked = inputs.map((input) => ({ kind, path: paths.get(input.name), more: more(input) }))
    const { stdout, stderr } = spawnSync('python3', [join(import.meta.dirname, 'referee.py')], {
      input: JSON.stringify(asked),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    if (stdout === '') throw new Error(stderr)
    const told = JSON.parse(stdout) as Record<string, unknown>
    return new Map(inputs.map(({ name }) => [name, told[paths.get(name) ?? '']]))
  })
}

/** The inputs as files, as long as `use` takes. */
export async function withFiles<T>(
  inputs: readonly Made[],
  use: (paths: ReadonlyMap<string, string>) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-makers-'))
  try {
    const paths = new Map(inputs.map(({ name }) => [name, join(folder, name)] as const))
    for (const { name, bytes } of inputs) writeFileSync(paths.get(name) ?? '', bytes)
    return await use(paths)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
