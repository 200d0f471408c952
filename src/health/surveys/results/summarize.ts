import type {
  Answers,
  CampaignResults,
  CampaignSettings,
  CohortResult,
  Measure,
  Question,
  Questionnaire,
  QuestionResult,
} from '../model.ts'
import { diversityIndex, estimateMean, netPromoterScore, roundTo } from '../statistics.ts'
import { suppress } from '../suppress.ts'
import { tellsSmallCell } from './small-promoter-cells.ts'
import { scoreOf, scoresOf, tally, tell } from './tally.ts'

type Limits = Pick<CampaignSettings, 'least' | 'cohort'>

/** What may be told of a campaign that is over. */
export function summarize(
  form: Questionnaire,
  rows: readonly Answers[],
  { least, cohort }: Limits,
): Pick<CampaignResults, 'questions' | 'cohorts' | 'metrics'> {
  const by = form.questions.find(({ id, kind }) => id === cohort && kind === 'choice')
  return {
    questions: form.questions.map(question => summarizeQuestion(question, rows, least)),
    cohorts: by ? summarizeCohorts(form.questions, by, rows, least) : null,
    metrics: form.measures.map(measure => ({
      metric: measure.metric,
      value: drawMeasure(form.questions, measure, rows, least),
    })),
  }
}

function summarizeQuestion(question: Question, rows: readonly Answers[], least: number): QuestionResult {
  const { answered, cells, isWhole } = tell(question, rows, least)
  const { id, kind, text } = question
  return { id, kind, text, answered, cells, ...scoreResult(question, rows, least, isWhole), texts: null }
}

const noScore = { mean: null, low: null, high: null, nps: null }

/** The interval beside a mean would give a second equation for counts that are hidden: then it is hidden, too. */
function scoreResult(question: Question, rows: readonly Answers[], least: number, isWhole: boolean) {
  const scores = scoresOf(question, rows)
  const estimate = scores.length < least ? undefined : estimateMean(scores)
  if (!estimate) return noScore
  const { mean, low, high } = estimate
  const isOpen = isWhole || question.kind === 'number'
  return {
    mean: roundTo(mean, 1),
    low: isOpen ? roundTo(low, 1) : null,
    high: isOpen ? roundTo(high, 1) : null,
    nps: question.kind === 'nps' && !tellsSmallCell(scores, least) ? roundTo(netPromoterScore(scores) ?? 0, 0) : null,
  }
}

function summarizeCohorts(questions: Question[], by: Question, rows: readonly Answers[], least: number): CohortResult {
  const cells = tally(by, rows)
  const parts = cells.map(({ id }) => rows.filter(row => row[by.id] === id))
  const silent = rows.filter(row => (row[by.id] ?? null) === null)
  const told = tell(by, rows, least)
  const all = [...parts, silent]
  const isHidden = [...told.cells.map(({ count }) => count === null), told.answered === null]
  const scored = questions.filter(({ kind }) => kind === 'likert' || kind === 'nps' || kind === 'number')
  const values = scored.map(question => ({
    question: question.id,
    values: cohortValues(question, all, isHidden, least),
  }))
  return {
    question: by.id,
    text: by.text,
    rows: told.cells.map(({ id, label, count }, i) => ({
      id,
      label,
      answered: count,
      values: values.map(({ question, values }) => ({ question, value: values[i] ?? null })),
    })),
  }
}

/** The mean of each part, or its NPS; what is left out holds so many that the whole does not tell it. */
function cohortValues(
  question: Question,
  parts: readonly (readonly Answers[])[],
  isHidden: readonly boolean[],
  least: number,
): (number | null)[] {
  const scores = parts.map(part => scoresOf(question, part))
  const isTelling = (values: readonly number[]) => question.kind === 'nps' && tellsSmallCell(values, least)
  const hidden = suppress(
    scores.map(({ length }) => length),
    least,
    scores.map((values, i) => (isHidden[i] ?? false) || isTelling(values)),
  )
  return scores.map((values, i) => {
    if (hidden[i] || values.length < least) return null
    const value = question.kind === 'nps' ? netPromoterScore(values) : estimateMean(values)?.mean
    return value === undefined ? null : roundTo(value, question.kind === 'nps' ? 0 : 1)
  })
}

function drawMeasure(
  questions: Question[],
  { as, questions: ids, options }: Measure,
  rows: readonly Answers[],
  least: number,
) {
  const chosen = ids.flatMap(id => questions.find(question => question.id === id) ?? [])
  const [first] = chosen
  if (!first) return null
  if (as === 'nps') return summarizeQuestion(first, rows, least).nps
  if (as === 'share') return drawShare(first, options ?? [], rows, least)
  return as === 'diversity' ? drawDiversity(chosen, rows, least) : drawMean(chosen, rows, least)
}

/**
 * First of each person, then over people: whoever skipped a question weighs as much as any other. Questions that too few
 * answered are left out: what they said would be the difference to the means of the others.
 */
function drawMean(asked: readonly Question[], rows: readonly Answers[], least: number): number | null {
  const questions = asked.filter(question => scoresOf(question, rows).length >= least)
  const people = rows.flatMap(row => {
    const scores = questions.map(question => scoreOf(question, row)).filter(score => score !== undefined)
    return scores.length > 0 ? [mean(scores)] : []
  })
  return people.length < least ? null : roundTo(mean(people), 1)
}

function drawShare(question: Question, options: readonly string[], rows: readonly Answers[], least: number) {
  const { answered, cells } = tell(question, rows, least)
  const neutral = cells.filter(({ id }) => isNeutral(question, id))
  const counted = cells.filter(({ id }) => options.includes(id))
  if (answered === null || [...neutral, ...counted].some(({ count }) => count === null)) return null
  const whole = question.kind === 'choice' ? answered - sum(neutral) : answered
  return whole < least ? null : roundTo(sum(counted) / whole, 3)
}

/** Of an index, counts that are hidden could be computed: only where all may be told. */
function drawDiversity(questions: readonly Question[], rows: readonly Answers[], least: number): number | null {
  const indexes = questions.map(question => {
    const { cells, isWhole } = tell(question, rows, least)
    if (!isWhole) return undefined
    return diversityIndex(cells.filter(({ id }) => !isNeutral(question, id)).map(({ count }) => count ?? 0))
  })
  const known = indexes.filter(index => index !== undefined)
  return known.length < questions.length ? null : roundTo(mean(known), 2)
}

function isNeutral({ options = [] }: Question, id: string) {
  return options.some(option => option.id === id && option.neutral)
}

function sum(cells: readonly { count: number | null }[]) {
  return cells.reduce((all, { count }) => all + (count ?? 0), 0)
}

function mean(values: readonly number[]) {
  return values.reduce((all, value) => all + value, 0) / values.length
}
