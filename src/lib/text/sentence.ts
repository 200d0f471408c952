import { z } from 'zod'

/** The schema of a `Text`. */
export const Sentence = z.strictObject({ en: z.string(), zh: z.string() })
