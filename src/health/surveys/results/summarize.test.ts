import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuestionnaire } from '../forms/parse-questionnaire.ts'
import { settleAnswers } from '../forms/settle-answers.ts'
import type { Answers, Questionnaire } from '../model.ts'
import { summarize } from './summarize.ts'

const source = `
id: check
title: Check
summary: A check
measures:
  - { metric: project-recommendability, as: nps, questions: [nps] }
  - { metric: psychological-safety, as: mean, questions: [ask, blame] }
  - { metric: organizational-project-skill-demand, as: share, questions: [need], options: [now] }
  - { metric: project-demographics, as: diversity, questions: [region] }
questions:
  - { id: nps, kind: nps, text: Recommend }
  - { id: ask, kind: likert, text: Ask }
  - { id: blame, kind: likert, reversed: true, text: Blame }
  - { id: need, kind: choice, text: Need, options: [{ id: now, label: Now }, { id: not, label: Not }, { id: unsaid, label: Unsaid, neutral: true }] }
  - { id: region, kind: choice, text: Region, options: [{ id: asia, label: Asia }, { id: europe, label: Europe }, { id: africa, label: Africa }] }
  - { id: tools, kind: choices, text: Tools, options: [{ id: git, label: Git }, { id: chat, label: Chat }] }
  - { id: hours, kind: number, text: Hours }
`
const parsed = parseQuestionnaire(source, 'check')
assert.ok('form' in parsed)
const form: Questionnaire = parsed.form

function people(count: number, answers: Answers): Answers[] {
  return Array.from({ length: count }, () => settleAnswers(form, answers).answers)
}

const told = (rows: Answers[], cohort: string | null = null) => summarize(form, rows, { least: 5, cohort })
const metricsOf = (rows: Answers[]) => told(rows).metrics.map(({ value }) => value)
const cellsOf = (rows: Answers[], id: string) => {
  const question = told(rows).questions.find(question => question.id === id)
  return { answered: question?.answered, cells: question?.cells.map(({ count }) => count) }
}

test('each statistic by its definition', () => {
  const rows = [
    ...people(10, { nps: 10, ask: 5, blame: 1, need: 'now', region: 'asia' }),
    ...people(5, { nps: 8, ask: 4, blame: 2, need: 'not', region: 'europe' }),
    ...people(5, { nps: 3, ask: 1, blame: null, need: 'unsaid', region: 'europe' }),
  ]
  // 100 × (10 − 5) ÷ 20; (10 × 5 + 5 × 4 + 5 × 1) ÷ 20; 10 ÷ 15; 1 − ½² − ½².
  assert.deepEqual(metricsOf(rows), [25, 3.8, 0.667, 0.5])
  assert.deepEqual(cellsOf(rows, 'nps'), { answered: 20, cells: [5, 5, 10] })
  const ask = told(rows).questions[1]
  assert.deepEqual([ask?.mean, ask?.low, ask?.high], [3.8, 3, 4.5])
})

test('of fewer people than may be told of nothing is told', () => {
  const rows = people(4, { nps: 10, ask: 5, need: 'now', region: 'asia', tools: ['git'], hours: 3 })
  const { questions, metrics } = told(rows)
  assert.deepEqual([...new Set(metrics.map(({ value }) => value))], [null])
  for (const { answered, cells, mean, low, high, nps } of questions) {
    assert.deepEqual([answered, mean, low, high, nps], [null, null, null, null, null])
    assert.ok(cells.every(({ count }) => count === null))
  }
})

test('a small cell hides another; of a scale all cells and the interval; an index that would tell it', () => {
  const rows = [
    ...people(9, { ask: 5, region: 'asia' }),
    ...people(6, { ask: 4, region: 'europe' }),
    ...people(2, { ask: 1, region: 'africa' }),
  ]
  assert.deepEqual(cellsOf(rows, 'region'), { answered: 17, cells: [9, null, null] })
  assert.deepEqual(cellsOf(rows, 'ask'), { answered: 17, cells: [null, null, null, null, null] })
  const ask = told(rows).questions[1]
  assert.deepEqual([ask?.mean, ask?.low, ask?.high], [4.2, null, null])
  assert.deepEqual(metricsOf(rows), [null, 4.2, null, null])
})

test('those who did not answer are a group that no difference tells, either', () => {
  const rows = [...people(10, { region: 'asia' }), ...people(8, { region: 'europe' }), ...people(1, {})]
  assert.deepEqual(cellsOf(rows, 'region'), { answered: null, cells: [10, null, 0] })
})

test('of a mean over questions, what one person said to one of them is no difference to the others', () => {
  for (const blame of [1, 5]) {
    const rows = [...people(4, { ask: 3 }), ...people(1, { ask: 3, blame })]
    const { metrics } = summarize(form, rows, { least: 5, cohort: null })
    assert.equal(metrics.find(({ metric }) => metric === 'psychological-safety')?.value, 3)
  }
})

test('of several choices each is told where neither those who chose it nor the others are few', () => {
  const rows = [...people(12, { tools: ['git'] }), ...people(3, { tools: ['git', 'chat'] }), ...people(5, {})]
  assert.deepEqual(cellsOf(rows, 'tools'), { answered: 15, cells: [15, null] })
})

test('cohorts: a small one hides another, so that the whole does not tell it', () => {
  const rows = [
    ...people(9, { region: 'asia', ask: 5, nps: 10 }),
    ...people(6, { region: 'europe', ask: 3, nps: 7 }),
    ...people(2, { region: 'africa', ask: 1, nps: 0 }),
  ]
  const { cohorts } = told(rows, 'region')
  const shown = cohorts?.rows.map(({ id, answered, values }) => [
    id,
    answered,
    values.slice(0, 2).map(({ value }) => value),
  ])
  assert.deepEqual(shown, [
    ['asia', 9, [100, 5]],
    ['europe', null, [null, null]],
    ['africa', null, [null, null]],
  ])
})

test('cohorts: where few of one answered a question, its value is hidden with another', () => {
  const rows = [
    ...people(9, { region: 'asia', ask: 5 }),
    ...people(6, { region: 'europe', ask: 3 }),
    ...people(3, { region: 'africa', ask: 1 }),
    ...people(3, { region: 'africa' }),
  ]
  const { cohorts } = told(rows, 'region')
  const shown = cohorts?.rows.map(({ answered, values }) => [answered, values[1]?.value])
  assert.deepEqual(shown, [
    [9, 5],
    [6, null],
    [6, null],
  ])
})

test('an NPS that tells a small group of promoters, passives or detractors is hidden, of a cohort with another', () => {
  const limits = { least: 3, cohort: 'region' }
  const asia = [...people(2, { region: 'asia', nps: 3 }), ...people(1, { region: 'asia', nps: 8 })]
  const others = [...people(6, { region: 'europe', nps: 10 }), ...people(9, { region: 'africa', nps: 7 })]
  const { cohorts } = summarize(form, [...asia, ...others], limits)
  // Of 3 answers −67 is 2 detractors and 1 passive; what is left of the whole would tell it, were it hidden alone.
  assert.deepEqual(
    cohorts?.rows.map(({ answered, values }) => [answered, values[0]?.value]),
    [
      [3, null],
      [6, null],
      [9, 0],
    ],
  )
  const npsOf = (rows: Answers[]) => summarize(form, rows, limits).questions[0]?.nps
  assert.equal(npsOf(asia), null)
  assert.equal(npsOf(people(3, { nps: 3 })), -100, 'of all alike there is no small group')
  // Nobody knows whether 20 of 10 answers are 2 promoters, or 6 and 4 detractors.
  assert.equal(npsOf([...people(5, { nps: 9 }), ...people(2, { nps: 8 }), ...people(3, { nps: 1 })]), 20)
})

test('a question that hangs on another is asked once that one is answered, and falls away with its answer', () => {
  const reading = parseQuestionnaire(
    "id: a\ntitle: A\nsummary: A\nquestions:\n  - { id: one, kind: nps, text: One }\n  - { id: two, kind: text, text: Two, when: answers.one <= 6.0 }\n  - { id: three, kind: text, text: Three, when: answers.two != null && answers.two != '' }\n",
    'a',
  )
  assert.ok('form' in reading)
  const asked = (answers: Answers) => settleAnswers(reading.form, answers).asked.map(({ id }) => id)
  assert.deepEqual(asked({}), ['one'])
  assert.deepEqual(asked({ one: 3 }), ['one', 'two'])
  assert.deepEqual(asked({ one: 3, two: 'x' }), ['one', 'two', 'three'])
  assert.deepEqual(settleAnswers(reading.form, { one: 9, two: 'x', three: 'y', four: 'z' }).answers, {
    one: 9,
    two: null,
    three: null,
  })
})
