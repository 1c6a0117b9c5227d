/** The verdict of the reader that was written from docs/format-ledger.md alone. */
export function verifyLedger(bytes: Uint8Array): {
  ok: boolean
  vault: string | null
  entries: number
  heads: number
  disclosed: number
  withheld: number
  head: { size: number; root: string; at: string } | null
  problem: { line: number; message: string } | null
}
