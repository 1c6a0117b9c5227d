import { z } from 'zod'

/** A conversation by its messages; `chat` answers them. Times are as the file has them. */
const ChatView = z.strictObject({
  kind: z.literal('chat'),
  /** The program that wrote it, as people name it. */
  format: z.string(),
  title: z.string().nullable(),
  /** Whoever wrote in it, in the order of their first message, each with how many. */
  parties: z.array(z.strictObject({ name: z.string(), messages: z.int() })),
  messages: z.int(),
  /** How its dates are read, and what of the file shows that, in words. */
  dates: z.string(),
  /** Whether the file leaves open which number is the day: each date has two readings then. */
  undecided: z.boolean(),
})

export const chatViews = [ChatView] as const

export const chatAsks = [
  /** Messages of a conversation, from message `from` (0 is the first). */
  z.strictObject({ ask: z.literal('chat'), from: z.int().min(0), count: z.int().min(1).max(1000) }),
] as const

export const ChatMessage = z.strictObject({
  /** From 1, as a place names it. */
  number: z.int(),
  /** The line of the file where it begins, from 1; null where the file has no lines. */
  line: z.int().nullable(),
  /** null where the program itself says something. */
  from: z.string().nullable(),
  /** When it was sent, as it is written. */
  written: z.string(),
  /** ISO 8601, without a zone where the file names none: one, or both that it may be; none where it cannot be read. */
  readings: z.array(z.string()),
  text: z.string(),
  /** Characters that are not in `text`. */
  cut: z.int(),
  /** Files that it names; `path`: the member that has that name, null where it does not lie in the file. */
  files: z.array(z.strictObject({ name: z.string(), path: z.string().nullable() })),
  /** What the file says of it besides, in words: deleted, edited, forwarded. */
  marks: z.array(z.string()),
})
export type ChatMessage = z.infer<typeof ChatMessage>

export const chatAnswers = [z.strictObject({ ask: z.literal('chat'), messages: z.array(ChatMessage) })] as const
