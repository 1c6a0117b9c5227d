// Tables are asked by type (docs/decisions/0015): SQL as text, and rows whose look is only claimed, stand in the files that
// are named in plain-sql.json, so many calls in each. A file that has fewer now says so there: the list only shrinks.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const list = new URL('plain-sql.json', import.meta.url)

/**
 * Calls that run SQL as text, or claim how its rows look.
 * @param {string} source
 */
export const plainCalls = (source) =>
  [...source.matchAll(/\.(?:(?:all|get)<|(?:all|get|run)\(\s*['"`](?:select|insert|update|delete|replace|with|\$\{))/g)]
    .length

/**
 * Files of the core with other plain SQL than the list says, as sentences.
 * @param {string} root
 * @param {Record<string, number>} listed
 */
export function plainSqlFaults(root, listed = JSON.parse(readFileSync(list, 'utf8'))) {
  const found = Object.fromEntries(
    globSync('electron/core/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/\.(?:test|fixture)\.ts$/.test(file))
      .map((file) => [file, plainCalls(readFileSync(join(root, file), 'utf8'))]),
  )
  return [...new Set([...Object.keys(found), ...Object.keys(listed)])]
    .toSorted()
    .filter((file) => (found[file] ?? 0) !== (listed[file] ?? 0))
    .map(
      (file) =>
        `plain-sql: ${file} has ${found[file] ?? 0} calls of plain SQL, scripts/plain-sql.json says ${listed[file] ?? 0}`,
    )
}
