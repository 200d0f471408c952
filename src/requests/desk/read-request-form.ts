import type { Answers, Field, Form } from '../forms/model.ts'

/** The answers as a page's form sends them: each field by its id, people one a line. What was not sent is not answered. */
export function readAnswers(form: Pick<Form, 'sections'>, sent: FormData): Answers {
  const fields = form.sections.flatMap(section => section.fields)
  const given = fields.filter(({ id, type }) => sent.has(nameOf(id)) || (type === 'choices' && sent.has('sent')))
  return Object.fromEntries(
    given.map(field => [field.id, readAnswer(field, sent.getAll(nameOf(field.id)).map(String))]),
  )
}

export function nameOf(field: string) {
  return `a.${field}`
}

function readAnswer({ type }: Field, values: string[]): Answers[string] {
  const [first = ''] = values
  const text = first.trim()
  if (type === 'choices') return values
  if (type === 'people') return text.split(/\n/).flatMap(line => line.trim() || [])
  if (text === '') return null
  if (type === 'yes-no') return text === 'yes' ? true : text === 'no' ? false : null
  if (type === 'number') return Number.isFinite(Number(text)) ? Number(text) : text
  return text
}
