import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settleAnswers } from './answers.ts'
import { type Answers, type Case, completeAnswers, type Form } from './model.ts'
import { parseForm } from './parse-form.ts'

function formOf(fields: object[]): Form {
  const sections = Array.from({ length: Math.ceil(fields.length / 60) }, (_, i) => ({
    title: 'Part',
    fields: fields.slice(i * 60, (i + 1) * 60),
  }))
  const source = { id: 'it', title: 'It', summary: 'It', subject: 'none', permits: 'it', sections }
  const parsed = parseForm(JSON.stringify(source), 'it')
  assert.ok('form' in parsed, JSON.stringify(parsed))
  return parsed.form
}

function caseOf(request: Answers, facts = {}): Case {
  return { request, facts, subject: {}, requester: { id: '', name: '', groups: [] }, now: new Date() }
}

const text = { label: 'X', type: 'text' }

test('an answer falls away with the answer that its question hangs on, and so do those that hang on it', () => {
  const form = formOf([
    { ...text, id: 'a' },
    { ...text, id: 'b', when: "request.a == 'yes'" },
    { ...text, id: 'c', when: "request.b == 'yes'" },
    { ...text, id: 'd', when: 'request.c == null' },
    { ...text, id: 'e', known: 'license' },
  ])
  const given = { a: 'no', b: 'yes', c: 'yes', d: 'kept', e: 'MIT' }
  const { questions, answers } = settleAnswers(form, caseOf(given, { license: 'Apache-2.0' }))
  assert.deepEqual(answers, { a: 'no', b: null, c: null, d: 'kept', e: null })
  assert.deepEqual(
    questions.map(({ id, isKnown }) => [id, isKnown]),
    [
      ['a', false],
      ['d', false],
      ['e', true],
    ],
  )
})

test('the longest form, each question of which hangs on the one before, is settled soon', () => {
  const chain = Array.from({ length: 1200 }, (_, i) => ({
    ...text,
    id: `f${i}`,
    ...(i > 0 && { when: `request.f${i - 1} == 'a'` }),
  }))
  const form = formOf(chain)
  const given = Object.fromEntries(chain.map(({ id }, i) => [id, i === 0 ? 'b' : 'a']))
  const before = process.threadCpuUsage()
  assert.equal(settleAnswers(form, caseOf(given)).questions.length, 1)
  const { user } = process.threadCpuUsage(before)
  assert.ok(user < 4_000_000, `it took ${user / 1000} ms`)
})

test('a field that is called as what every object has is answered by nobody until somebody does', () => {
  const form = formOf([{ ...text, id: 'constructor' }])
  assert.deepEqual(completeAnswers(form, {}), { constructor: null })
  assert.deepEqual(completeAnswers(form, { constructor: 'x' }), { constructor: 'x' })
})
