import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** What the command line understands; printed by `holdfast --help` and under every usage error. */
export const usage = `holdfast: cases, evidence and signed packets, from the command line

  holdfast vault create DIR --name N --member "Name"
  holdfast vault info DIR
  holdfast vault audit DIR
  holdfast vault passphrase DIR --new-passphrase-file FILE
  holdfast report add DIR --file report.json|-
  holdfast report list DIR [--limit N]
  holdfast report import DIR FILE.csv --map MAP.json
  holdfast report promote DIR REPORT --title T --owner M
  holdfast report merge DIR REPORT --into CASE --reason R
  holdfast report decline DIR REPORT --reason R
  holdfast case list DIR
  holdfast case show DIR CASE
  holdfast exhibit add DIR CASE FILE... [--collected-by N] [--collected-at T] [--place P] [--method M]
  holdfast exhibit verify DIR CASE [EXHIBIT]
  holdfast exhibit export DIR EXHIBIT --out FILE
  holdfast note add DIR CASE --text -|FILE [--title T]
  holdfast packet build DIR CASE --recipient R --purpose P --out FILE.pdf
  holdfast packet verify FILE.pdf [--root FINGERPRINT]
  holdfast demo --out DIR

DIR is the vault's folder. CASE, REPORT and EXHIBIT take the number that people see, or the id.
The passphrase comes from HOLDFAST_PASSPHRASE, from --passphrase-file FILE, or from a hidden prompt.
--json gives every answer as JSON. Exit: 0 ok, 1 a check failed, 2 usage, 3 wrong passphrase or locked, 4 I/O.
`

/** Fails with USAGE: what was wrong with the words of the command. */
export const usageError = (what: string): HoldfastError =>
  new HoldfastError('USAGE', what, 'See `holdfast --help` for the commands.')
