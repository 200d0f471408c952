import { z } from 'zod'

/** The schema of a `Text`. */
export const Sentence = z.object({ en: z.string(), zh: z.string() })
