// Checks every import against .dependency-cruiser.mjs, and that the checker saw any file at all: with the wrong
// TypeScript it reads none, and finds nothing to complain about.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'
import { plainSqlFaults } from './plain-sql.mjs'

const rooms = ['shared', 'electron', 'renderer', 'bin', 'scripts', 'tests']

/**
 * Cruises a tree that is laid out like ours. Gives how many files of ours were read, and what broke which rule.
 * @param {string} baseDir
 * @returns {Promise<{ modules: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function cruiseTree(baseDir) {
  const folders = rooms.filter((room) => existsSync(join(baseDir, room)))
  const { options, ...ruleSet } = configuration
  const { output } = await cruise(folders, { ...options, baseDir, ruleSet, validate: true })
  return {
    modules: output.modules.filter((module) => !module.source.includes('node_modules/') && !module.coreModule).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { modules, violations } = await cruiseTree(root)
  const faults = plainSqlFaults(root)
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`)
  for (const fault of faults) console.error(fault)
  console.log(`architecture: ${modules} files, ${violations.length + faults.length} violations`)
  process.exit(modules > 0 && violations.length + faults.length === 0 ? 0 : 1)
}
