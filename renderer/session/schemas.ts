import { z } from 'zod'

// The window makes no code of text (its policy forbids it), and zod is not to try. Comes before every schema.
z.config({ jitless: true })
