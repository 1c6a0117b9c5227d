import { z } from 'zod'
import { Fact, Seen } from '../../record/entries/index.ts'

export const decisionEntries = {
  /** Put forward by the actor; each fact is pinned by the entry that was the newest about it. */
  'decision.submitted': z.strictObject({
    number: z.string(),
    serial: z.int(),
    revision: z.int().min(1),
    question: z.string(),
    options: z.array(z.string()),
    choice: z.string(),
    rationale: z.string(),
    /** Each with the newest entry about it then, and the SHA-256 of that entry's bytes. */
    facts: z.array(Fact),
    /** Whom it is put to; null: anybody else who may approve. */
    approver: z.string().nullable(),
    /** Why it is on record without approval; null: it waits for one. */
    withoutApproval: z.string().nullable(),
    /** Id of the decision that it takes the place of, once it stands. */
    supersedes: z.string().nullable(),
    reviewOn: z.string().nullable(),
  }),
  'decision.approved': z.strictObject({ number: z.string(), remark: z.string().nullable(), seen: Seen }),
  'decision.returned': z.strictObject({ number: z.string(), reason: z.string(), seen: Seen }),
  'decision.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
  /** Recorded with the entry by which the other came to stand. */
  'decision.superseded': z.strictObject({ number: z.string(), by: z.string(), byNumber: z.string() }),
}
