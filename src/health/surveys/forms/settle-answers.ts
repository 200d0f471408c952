import { prepareBindings, readCondition } from '../../../lib/cel/condition.ts'
import type { Text } from '../../../lib/text/text.ts'
import { type Answers, Day, daysOfAnswers, longestText, type Question, type Questionnaire } from '../model.ts'

/**
 * The questions that apply, and the answers to those and no others. A question that hangs on another is asked once that
 * one is answered; each hangs on those before it, so that one pass will do.
 */
export function settleAnswers(
  { questions }: Pick<Questionnaire, 'questions'>,
  given: Answers,
): { asked: Question[]; answers: Answers } {
  const answers: Answers = {}
  const asked: Question[] = []
  const said = new Map(Object.entries(given))
  for (const { id } of questions) answers[id] = null
  for (const question of questions) {
    if (!applies(question, answers)) continue
    asked.push(question)
    const answer = said.get(question.id) ?? null
    answers[question.id] = isEmpty(answer) ? null : answer
  }
  return { asked, answers }
}

function applies({ when }: Question, answers: Answers): boolean {
  if (when === undefined) return true
  const condition = readCondition(when)
  if ('problem' in condition) return true
  if (condition.reads.some(([record, id]) => record === 'answers' && answers[id] == null)) return false
  const holding = condition.test(prepareBindings({ answers }))
  return 'holds' in holding && holding.holds
}

/** What is wrong with the answers, by question; empty when nothing is. */
export function findProblems(asked: readonly Question[], answers: Answers): { question: string; problem: Text }[] {
  return asked.flatMap(question => {
    const answer = answers[question.id] ?? null
    const problem = answer === null ? missing(question) : problemOf(question, answer)
    return problem ? [{ question: question.id, problem }] : []
  })
}

function missing({ required, text }: Question): Text | undefined {
  return required ? { en: `“${text.en}” has no answer`, zh: `“${text.zh}”尚未填写` } : undefined
}

function problemOf(question: Question, answer: NonNullable<Answers[string]>): Text | undefined {
  const { kind, text, least = -1e9, most = 1e9, options = [] } = question
  const isIn = (low: number, high: number) => typeof answer === 'number' && answer >= low && answer <= high
  const isOption = (id: unknown) => options.some(option => option.id === id)
  const fits = {
    likert: () => Number.isInteger(answer) && isIn(1, 5),
    nps: () => Number.isInteger(answer) && isIn(0, 10),
    choice: () => isOption(answer),
    choices: () => Array.isArray(answer) && answer.every(isOption) && new Set(answer).size === answer.length,
    number: () => isIn(least, most),
    date: () => typeof answer === 'string' && isDay(answer),
    text: () => typeof answer === 'string' && answer.length <= longestText,
  }[kind]
  if (fits()) return undefined
  if (kind === 'text')
    return {
      en: `“${text.en}” has an answer of more than ${longestText} letters: shorten it`,
      zh: `“${text.zh}”的回答超过 ${longestText} 字：请缩短`,
    }
  return { en: `“${text.en}” has an answer that does not fit`, zh: `“${text.zh}”的回答不符合要求` }
}

function isEmpty(answer: Answers[string]): boolean {
  return (
    answer === null ||
    (typeof answer === 'string' && answer.trim() === '') ||
    (Array.isArray(answer) && answer.length === 0)
  )
}

/** What people live to see: any other year would be a row of its own in the results. */
function isDay(text: string) {
  return Day.safeParse(text).success && text >= daysOfAnswers.first && text <= daysOfAnswers.last
}
