import { z } from 'zod'

const next = z.int().nullable()

/** A text of a message; `part`: its MIME path, or its number where a format has no such path. */
const MessageText = z.strictObject({ part: z.string(), kind: z.enum(['text', 'html']), characters: z.int() })

/** A server that says it took the message, the newest first; `at`: ISO 8601 with its offset, null where it cannot be read. */
const Hop = z.strictObject({
  from: z.string(),
  by: z.string(),
  with: z.string(),
  at: z.string().nullable(),
  /** The date as it is written, with its zone. */
  written: z.string(),
})

/** A message: what it carries stands in `members`. */
const MessageView = z.strictObject({
  kind: z.literal('message'),
  format: z.enum(['RFC 5322', 'Outlook', 'TNEF', 'MHTML', 'HTML']),
  /** The headers that people read, decoded, in the order in which they are shown. */
  head: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  texts: z.array(MessageText),
  path: z.array(Hop),
  /** How many header fields `headers` answers. */
  headers: z.int(),
})

/** Several messages in one file, in its order; `messages` answers them. */
const MailboxView = z.strictObject({
  kind: z.literal('mailbox'),
  format: z.enum(['mbox', 'MMDF']),
  /** null while it was not counted. */
  messages: z.int().nullable(),
})

export const mailViews = [MessageView, MailboxView] as const

export const mailAsks = [
  /** A text of a message: its words, and its HTML as it is shown. */
  z.strictObject({ ask: z.literal('message-text'), part: z.string() }),
  /** Header fields as they stand, from field `from` (0 is the first). */
  z.strictObject({ ask: z.literal('headers'), from: z.int().min(0) }),
  /** Messages of a mailbox, from message `from` (0 is the first). */
  z.strictObject({ ask: z.literal('messages'), from: z.int().min(0), count: z.int().min(1).max(500) }),
] as const

/** What an HTML text would load, run, hide or lead to; none of it was done. */
export const Named = z.strictObject({
  what: z.enum([
    'remote picture',
    'tracking pixel',
    'remote resource',
    'link',
    'form',
    'script',
    'base address',
    'refresh',
    'drawing',
    'other document',
    'style sheet',
    'inline picture not shown',
  ]),
  value: z.string(),
  times: z.int(),
})
export type Named = z.infer<typeof Named>

export const mailAnswers = [
  z.strictObject({
    ask: z.literal('message-text'),
    /** Words: of HTML its words, with what is hidden and where links lead marked in them. */
    text: z.string(),
    /** Characters that are not in `text`. */
    cut: z.int(),
    /** HTML reduced to what is safe to show in a frame of its own; null for plain text, and for HTML that is too large. */
    html: z.string().nullable(),
    named: z.array(Named),
    /** How many more there are than are named. */
    unnamed: z.int(),
    /** What a reader does not see or may be misled by, in words. */
    problems: z.array(z.string()),
  }),
  z.strictObject({
    ask: z.literal('headers'),
    /** As they stand in the file, folds kept. */
    headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    next,
  }),
  z.strictObject({
    ask: z.literal('messages'),
    messages: z.array(
      z.strictObject({
        /** From 1. */
        number: z.int(),
        /** ISO 8601 with its offset; null where it says none that can be read. */
        date: z.string().nullable(),
        from: z.string(),
        subject: z.string(),
        size: z.int(),
        problems: z.array(z.string()),
      }),
    ),
    /** null while there is more to look through. */
    total: z.int().nullable(),
  }),
] as const
