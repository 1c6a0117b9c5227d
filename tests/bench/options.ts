import { parseArgs } from 'node:util'

/** How much work a run does. */
export interface Options {
  /** Bytes of the exhibit; a tenth of it is measured too. */
  fileSize: number
  /** Ledger entries of the smaller and the larger vault. */
  entries: [number, number]
  /** Ledger entries that were each committed by a command of its own. */
  heads: number
  /** Cases of the larger vault; a tenth of them is measured too. */
  cases: number
  /** Pages that the smaller and the larger packet come near. */
  pages: [number, number]
  /** Clicks in each window, and bytes that are read through the channel. */
  clicks: number
  channel: number
  rounds: number
  quick: boolean
  full: boolean
  /** Only subjects whose name is among these; empty: all. */
  only: string[]
  json: string | undefined
  /** Folder to work in; it should lie on the disk that is of interest. */
  dir: string | undefined
}

export const usage = `npm run bench -- [--quick | --full] [--large] [--only NAME]... [--dir FOLDER] [--json FILE]

  --quick   a few seconds: shows that everything runs; its figures say nothing about the budgets
  --full    vaults of 100,000 and 1,000,000 entries instead of 10,000 and 100,000 (one round; tens of minutes, 30 GB of disk), and large exhibits whole
  --large   an exhibit of 1 GiB instead of 256 MiB, through the window's channel too
  --only    ingest, evidence, large, vault, heads, brief, packet, sealed, start or window (the last two open windows of what was built)
  --dir     works in a folder of another disk than the system's temporary one
  --json    writes the rows to a file as well
`

const MiB = 1024 * 1024

/** Reads the command line; throws on what it does not know. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      dir: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const { quick, full, large, only, dir, json } = values
  return {
    fileSize: large ? 1024 * MiB : quick ? 4 * MiB : 256 * MiB,
    entries: quick ? [200, 2000] : full ? [100_000, 1_000_000] : [10_000, 100_000],
    heads: quick ? 100 : 10_000,
    cases: quick ? 20 : 10_000,
    pages: quick ? [2, 20] : [20, 200],
    clicks: quick ? 3 : 30,
    channel: large ? 1024 * MiB : quick ? MiB : 256 * MiB,
    quick,
    full,
    rounds: full ? 1 : quick ? 2 : 3,
    only,
    dir,
    json,
  }
}
