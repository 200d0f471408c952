import type { Answers, Question } from './model.ts'

/** As a browser sends them: fields are named `answer.` and the question’s id. What is no number stays as it came, and is told. */
export function readAnswers(questions: readonly Question[], form: FormData): Answers {
  return Object.fromEntries(questions.map(question => [question.id, readAnswer(question, form)]))
}

function readAnswer({ id, kind }: Question, form: FormData): Answers[string] {
  const name = `answer.${id}`
  if (kind === 'choices') return form.getAll(name).map(value => String(value).slice(0, 60))
  const text = String(form.get(name) ?? '')
    .trim()
    .slice(0, 5000)
  if (text === '') return null
  const isNumber = kind === 'likert' || kind === 'nps' || kind === 'number'
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text
}
