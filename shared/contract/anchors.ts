import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, PathText, Sha256 } from './fields.ts'
import { Head } from './vault.ts'

/** The size of an older head, or the path of its file. */
const Since = z.string().min(1).max(4096)

export const HeadCheck = z.strictObject({
  /** `same`: the vault stands at this head; `continues`: it goes on from it. Anything else is an error. */
  result: z.enum(['same', 'continues']),
  head: Head,
  now: Head,
  /** Name of the member who signed it. */
  signedBy: z.string(),
  cosignatures: z.array(
    z.strictObject({
      name: z.string(),
      /** C2SP vkey. */
      key: z.string(),
      at: Instant,
      /** Whether a cosignature by this key is on record here already. */
      known: z.boolean(),
    }),
  ),
})
export type HeadCheck = z.infer<typeof HeadCheck>

export const anchorProcedures = {
  'ledger.headFile': query(
    'ledger.read',
    z.strictObject({ since: Since.optional() }),
    z.strictObject({ head: Head, text: z.string() }),
  ),
  'ledger.saveHead': task(
    'ledger.read',
    z.strictObject({ since: Since.optional(), out: PathText.optional() }),
    z.strictObject({ file: z.string(), head: Head }),
  ),
  'ledger.prove': task(
    'ledger.read',
    z.strictObject({ seq: z.int().min(0), out: PathText.optional() }),
    z.strictObject({ file: z.string(), seq: z.int(), head: Head }),
  ),
  'ledger.check': task('ledger.read', z.strictObject({ file: PathText }), HeadCheck),
  /** Lets work go on in a vault that is older than, or another than, the head known outside; the reason goes on record. */
  'ledger.acceptOlder': command(
    'vault.maintain',
    z.strictObject({ reason: Line }),
    z.strictObject({ known: z.strictObject({ size: z.int(), root: Sha256 }), head: Head }),
  ),
}
