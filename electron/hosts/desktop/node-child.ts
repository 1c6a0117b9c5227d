import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import type { Program } from '../place.ts'
import { coreProgram, inheritable } from './core-program.ts'

/**
 * Starts our Node with `words`, and with nothing of this process but what is named: `pipes` are its descriptors from 1
 * on, `env` is its whole environment. Fails with MISSING_RUNTIME.
 */
export function startNode(
  { root }: Program,
  words: readonly string[],
  pipes: readonly ('inherit' | 'overlapped' | 'pipe')[],
  env: Record<string, string>,
): ChildProcess {
  const { platform, arch } = process
  const node = coreProgram({ platform, arch, resources: process.resourcesPath, root, env: process.env })
  const nothing = openSync(devNull, 'r')
  const stdio: ('ignore' | 'inherit' | 'overlapped' | 'pipe' | number)[] = ['ignore', ...pipes]
  for (const fd of inheritable(stdio.length)) stdio[fd] = nothing
  try {
    return spawn(node, ['--disable-warning=ExperimentalWarning', ...words], {
      stdio: Array.from(stdio, (one) => one ?? 'ignore'),
      env,
      windowsHide: true,
    })
  } finally {
    closeSync(nothing)
  }
}
