import { z } from 'zod'
import { query } from './define.ts'
import { Line, Nothing } from './fields.ts'

/** A program or library with its version, as it names itself. */
const Part = z.strictObject({ name: z.string(), version: z.string() })
export type Part = z.infer<typeof Part>

/** A package that Holdfast is made of, and the licence that it names. `texts`: how many licence texts it brings. */
const Packaged = z.strictObject({ name: z.string(), version: z.string(), licence: z.string(), texts: z.int() })
export type Packaged = z.infer<typeof Packaged>

/** Calls about the program and the computer that it runs on; none of them touches a vault. */
export const computerProcedures = {
  /** The version, what it runs on, and the packages that it is made of; null where this copy was built without their list. */
  'app.about': query(
    null,
    Nothing,
    z.strictObject({ version: z.string(), runs: z.array(Part), packages: z.array(Packaged).nullable() }),
  ),
  /** The licence texts that a package of `app.about` brings. Fails with NOT_FOUND. */
  'app.licence': query(
    null,
    z.strictObject({ name: Line, version: Line }),
    z.strictObject({ texts: z.array(z.string()) }),
  ),
}
