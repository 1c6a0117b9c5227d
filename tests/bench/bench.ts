// Prints what Holdfast's work costs beside the budgets of its design. Each figure stands next to a baseline that was
// measured in the same run, turn by turn, because times of one computer say little about another: read the ratios.
import { writeFileSync } from 'node:fs'
import { measureCaseFile } from './case-file.ts'
import { measureEvidence } from './evidence.ts'
import { measureHeads } from './heads.ts'
import { measureIngest } from './ingest.ts'
import { measureLarge } from './large.ts'
import { readOptions, usage, type Options } from './options.ts'
import { measurePackets } from './packet.ts'
import { measureSealed } from './sealed.ts'
import { measureStart } from './start.ts'
import { tableText, type Row } from './table.ts'
import { measureVault } from './vault.ts'
import { measureWindow } from './window.ts'

/** In this order: ingest reports the peak of memory, so nothing may run before it. */
const subjects: Record<string, (options: Options) => Promise<Row[]>> = {
  ingest: measureIngest,
  evidence: measureEvidence,
  large: measureLarge,
  vault: measureVault,
  heads: measureHeads,
  brief: measureCaseFile,
  packet: measurePackets,
  sealed: measureSealed,
  start: measureStart,
  window: measureWindow,
}
/** Those that open windows or large files: with --quick only where they are named. */
const dear = new Set(['start', 'window', 'evidence', 'large'])

async function bench(options: Options): Promise<void> {
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(subjects)) {
    if (options.only.length > 0 ? !options.only.includes(name) : options.quick && dear.has(name)) continue
    process.stderr.write(`measuring: ${name} …\n`)
    rows.push(...(await measure(options)))
  }
  console.log(tableText(rows))
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ rows }, undefined, 2)}\n`)
}

function optionsOrUsage(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2))
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : ''}\n\n${usage}`)
    process.exitCode = 2
    return undefined
  }
}

const options = optionsOrUsage()
if (options) await bench(options)
