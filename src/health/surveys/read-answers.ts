import type { Answers, Question } from './model.ts'

/**
 * As a browser sends them: fields are named `answer.` and the question’s id. What is no number, and a text that is too long,
 * stays as it came, and is told. Line breaks count as the one letter as which they were written.
 */
export function readAnswers(questions: readonly Question[], form: FormData): Answers {
  return Object.fromEntries(questions.map(question => [question.id, readAnswer(question, form)]))
}

function readAnswer({ id, kind }: Question, form: FormData): Answers[string] {
  const name = `answer.${id}`
  if (kind === 'choices') return form.getAll(name).map(value => String(value).slice(0, 60))
  const text = String(form.get(name) ?? '')
    .replaceAll(/\r\n?/g, '\n')
    .trim()
  if (text === '') return null
  const isNumber = kind === 'likert' || kind === 'nps' || kind === 'number'
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text
}
