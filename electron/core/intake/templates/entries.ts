import { z } from 'zod'

export const templateEntries = {
  /** A version of a template from here on. Its body is kept whole, so that what was applied by it can be read later. */
  'template.saved': z.strictObject({
    kind: z.string(),
    key: z.string(),
    version: z.int().min(1),
    title: z.string(),
    body: z.json().describe('the template, whole: see format-templates.md'),
    reason: z.string(),
  }),
  /** Nothing new goes by this template from here on; a version that is saved later brings it back. */
  'template.retired': z.strictObject({
    kind: z.string(),
    key: z.string(),
    /** The newest one at that time. */
    version: z.int().min(1),
    title: z.string(),
    reason: z.string(),
  }),
}
