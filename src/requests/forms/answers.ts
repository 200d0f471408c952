import { isDay } from '../../lib/calendar-day/is-day.ts'
import { type Bindings, prepareBindings, readCondition } from '../../lib/cel/condition.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'
import type { Text } from '../../lib/text/text.ts'
import type { Answers, Case, Checklist, ChecklistItem, Field, Form } from './model.ts'

export interface AskedField extends Field {
  section: Text
  /** The office knows the answer: it is shown, not asked. */
  isKnown: boolean
}

/** The questions that apply to a case, in their order. Each may hang on answers to those before it. */
function findQuestions(form: Form, asked: Case): AskedField[] {
  const holds = createAsker(asked)
  return form.sections.flatMap(({ title, fields }) =>
    fields
      .filter(field => holds(field.when))
      .map(field => ({ ...field, section: title, isKnown: field.known !== undefined && isKnown(asked, field.known) })),
  )
}

/**
 * The questions that apply, and the answers to those that are asked. What is not asked, for it does not apply or is known,
 * is not answered; and a question that hangs on an answer that falls away falls away with it. One pass will do, for each
 * hangs on those before it.
 */
export function settleAnswers(form: Form, asked: Case): { questions: AskedField[]; answers: Answers } {
  const questions: AskedField[] = []
  let settled = asked
  let holds = createAsker(settled)
  for (const { title, fields } of form.sections) {
    for (const field of fields) {
      const question = { ...field, section: title, isKnown: field.known !== undefined && isKnown(asked, field.known) }
      const applies = holds(field.when)
      if (applies) questions.push(question)
      if ((applies && !question.isKnown) || (settled.request[field.id] ?? null) === null) continue
      settled = { ...settled, request: { ...settled.request, [field.id]: null } }
      holds = createAsker(settled)
    }
  }
  return { questions, answers: settled.request }
}

/** The points of the checklists that apply to a case. */
export function findItems(form: Form, asked: Case): { list: Checklist; items: (ChecklistItem & { key: string })[] }[] {
  const holds = createAsker(asked)
  return form.checklists
    .map(list => ({
      list,
      items: list.items.filter(item => holds(item.when)).map(item => ({ ...item, key: `${list.id}/${item.id}` })),
    }))
    .filter(({ items }) => items.length > 0)
}

/** What is wrong with the answers, by field; empty when nothing is. */
export function findProblems(form: Form, asked: Case): { field: string; problem: Text }[] {
  return findQuestions(form, asked).flatMap(field => {
    const answer = asked.request[field.id] ?? null
    const problem = answer === null || isEmpty(answer) ? missing(field) : problemOf(field, answer)
    return problem ? [{ field: field.id, problem }] : []
  })
}

function missing({ required, isKnown, label }: AskedField): Text | undefined {
  if (!required || isKnown) return undefined
  return { en: `“${label.en}” has no answer`, zh: `“${label.zh}”尚未填写` }
}

function problemOf({ type, label, options = [] }: Field, answer: NonNullable<Answers[string]>): Text | undefined {
  const known = new Set(options.map(({ id }) => id))
  const fits = {
    text: () => isText(answer, 1000),
    'long-text': () => isText(answer, 20_000),
    'yes-no': () => typeof answer === 'boolean',
    choice: () => typeof answer === 'string' && known.has(answer),
    choices: () => Array.isArray(answer) && answer.every(one => known.has(one)),
    number: () => typeof answer === 'number' && Number.isFinite(answer),
    date: () => typeof answer === 'string' && isDay(answer),
    link: () => typeof answer === 'string' && isLink(answer),
    email: () => typeof answer === 'string' && /^[^\s@]+@[^\s@]+$/.test(answer),
    license: () => typeof answer === 'string' && parseExpression(answer).ok,
    people: () => Array.isArray(answer),
  }[type]
  if (fits()) return undefined
  return { en: `“${label.en}” ${expected[type].en}`, zh: `“${label.zh}”${expected[type].zh}` }
}

const expected: Record<Field['type'], Text> = {
  text: { en: 'takes up to 1,000 characters', zh: '最多 1000 个字符' },
  'long-text': { en: 'takes up to 20,000 characters', zh: '最多 20000 个字符' },
  'yes-no': { en: 'takes yes or no', zh: '只接受是或否' },
  choice: { en: 'takes one of the choices', zh: '须从选项中选择一项' },
  choices: { en: 'takes some of the choices', zh: '须从选项中选择' },
  number: { en: 'takes a number', zh: '须为数字' },
  date: { en: 'takes a day such as 2027-03-31', zh: '须为日期，如 2027-03-31' },
  link: { en: 'takes an address that begins with https:// or http://', zh: '须为以 https:// 或 http:// 开头的网址' },
  email: { en: 'takes an e-mail address', zh: '须为邮箱地址' },
  license: {
    en: 'takes an SPDX license expression such as MIT OR Apache-2.0',
    zh: '须为 SPDX 许可证表达式，如 MIT OR Apache-2.0',
  },
  people: { en: 'takes names or e-mails, one a line', zh: '须为姓名或邮箱，每行一个' },
}

function isText(answer: unknown, longest: number) {
  return typeof answer === 'string' && answer.length <= longest
}

function isLink(text: string) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

export function isEmpty(answer: Answers[string] | undefined): boolean {
  return answer == null || answer === '' || (Array.isArray(answer) && answer.length === 0)
}

function isKnown({ facts }: Case, name: string) {
  return facts[name] != null
}

/** A question whose condition cannot be told is asked: better once too often. */
function createAsker(asked: Case) {
  const bindings = prepareBindings({ ...asked } satisfies Bindings)
  return (when: string | undefined) => {
    if (when === undefined) return true
    const condition = readCondition(when)
    if ('problem' in condition) return true
    const answer = condition.test(bindings)
    return 'problem' in answer || answer.holds
  }
}
