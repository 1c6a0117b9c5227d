import { z } from 'zod'

declare const isPath: unique symbol
/** The type of `PathText`, apart from other texts, so that a call with a path must say its rule (`define.ts`). */
export type PathField = z.ZodString & { readonly [isPath]: true }

/** A path of a file or folder, as the system takes it. */
export const PathText = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => !path.includes('\0'), 'is not a path: it holds a NUL') as PathField

/** The paths in a value that a schema took, wherever `PathText` stands in it. */
export function pathsIn(schema: unknown, value: unknown): string[] {
  if (schema === PathText) return typeof value === 'string' ? [value] : []
  if (value === undefined || value === null) return []
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return pathsIn(schema.def.innerType, value)
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((one) => pathsIn(schema.element, one)) : []
  if (schema instanceof z.ZodObject) {
    const fields = value as Readonly<Record<string, unknown>>
    return Object.entries(schema.shape).flatMap(([key, field]) => pathsIn(field, fields[key]))
  }
  if (schema instanceof z.ZodUnion) {
    const taken = schema.options.find((option) => z.safeParse(option, value).success)
    return taken ? pathsIn(taken, value) : []
  }
  return []
}
