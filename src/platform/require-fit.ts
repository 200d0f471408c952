import type { z } from 'zod'
import { explainUnfit } from '../lib/text/explain-unfit.ts'
import type { Text } from '../lib/text/text.ts'
import { Failure } from './failure.ts'

/** What is given, as its shape has it; or a failure that says what does not fit, and where. */
export function requireFit<Shape extends z.ZodType>(shape: Shape, given: unknown, what = form): z.output<Shape> {
  const read = shape.safeParse(given)
  if (read.success) return read.data
  const { en, zh } = explainUnfit(shape, given)
  const text = { en: `${what.en} does not fit: ${en}`, zh: `${what.zh}不符合要求：${zh}` }
  throw new Failure('invalid-input', text, { detail: read.error.issues })
}

const form: Text = { en: 'The form', zh: '表单' }
