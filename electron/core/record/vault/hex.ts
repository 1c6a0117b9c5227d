import { z } from 'zod'
import { idPattern } from '../../../../shared/kernel/ids.ts'

export const Id = z.string().regex(idPattern)
/** So many bytes in lower-case hexadecimal. */
export const Hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
