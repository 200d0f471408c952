import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkUnit } from '../../../../test/check-unit.ts'
import type { Text } from '../../../lib/text/text.ts'
import { parseQuestionnaire } from '../forms/parse-questionnaire.ts'
import { humanMetrics } from './human-metrics.ts'

/** CHAOSS's metrics that take people to tell, by the names under which they were released (and one draft, so marked). */
const released = [
  // DEI: events.
  ...['Event Accessibility', 'Event Demographics', 'Event Location Inclusivity', 'Diversity Access Tickets'],
  ...['Code of Conduct at Event', 'Family Friendliness', 'Inclusive Experience at Event'],
  ...['Public Health and Safety', 'Time Inclusion for Virtual Events', 'DEI Event Badging'],
  // DEI: projects.
  ...['Documentation Usability', 'Documentation Accessibility', 'Documentation Discoverability'],
  ...['Issue Label Inclusivity', 'Project Burnout', 'Chat Platform Inclusivity', 'Psychological Safety'],
  ...['Project Demographics', 'Newcomer Experience', 'Communication Transparency', 'Project Access'],
  'Conflict Resolution and Mediation',
  // DEI: leadership.
  ...['Inclusive Leadership', 'Mentorship', 'Sponsorship', 'Board/Council Diversity'],
  // Value, common, risk.
  ...['Job Opportunities', 'Organizational Project Skill Demand', 'Project Recommendability'],
  ...['Academic Open Source Project Impact', 'Social Listening', 'Meeting Attendee Count'],
  ...['Collaboration Platform Activity', 'Event Locations', 'Test Coverage', 'OpenSSF Best Practices Badge'],
  // Computed elsewhere, and here as people themselves say.
  ...['Contribution Attribution', 'Types of Contributions', 'Contributor Location'],
]

/** Figures of models that CHAOSS has not released as metrics. */
const beside = [
  ...['dependents', 'embargoed-organizations', 'forge-mentions', 'meeting-count', 'osps-baseline'],
  ...['search-queries', 'social-mentions'],
]

const isOfChaoss = ({ source }: { source: { name: string } }) =>
  source.name.startsWith('CHAOSS: ') || source.name === 'OpenSSF Best Practices'

test('every metric of CHAOSS that takes people to tell is there, and links to its definition', () => {
  const [chaoss, others] = [humanMetrics.filter(isOfChaoss), humanMetrics.filter(metric => !isOfChaoss(metric))]
  const names = chaoss.map(({ source }) => source.name.replace(/^CHAOSS: /, ''))
  const known = names.map(name => (name === 'OpenSSF Best Practices' ? 'OpenSSF Best Practices Badge' : name))
  assert.deepEqual(known.sort(), [...released].sort())
  assert.deepEqual(others.map(({ id }) => id).sort(), beside)
  for (const { id, source } of others) assert.match(source.name, /not CHAOSS/, id)
  assert.equal(new Set(humanMetrics.map(({ id }) => id)).size, humanMetrics.length)
  for (const { id, source } of humanMetrics) assert.match(source.url, /^https:\/\/[^\s]+(?:\/|\.md|_score)$/, id)
})

test('each says in both languages what it asks, how it is counted, and what to mind', () => {
  for (const { id, name, question, definition, formula, unit, caveats } of humanMetrics) {
    for (const text of [name, question, definition, formula, unit, ...caveats]) checkText(text, id)
    assert.ok(caveats.length > 0, id)
    checkUnit(unit.en)
  }
})

const shipped = new URL('../forms/shipped/', import.meta.url)
const forms = readdirSync(shipped).map(file => {
  const read = parseQuestionnaire(readFileSync(new URL(file, shipped), 'utf8'), file)
  assert.ok('form' in read, 'problem' in read ? read.problem.en : file)
  return { file, form: read.form }
})

test('every metric that is asked has a questionnaire, and every questionnaire that ships measures some', () => {
  const measured = forms.flatMap(({ form }) => form.measures.map(({ metric }) => metric))
  const asked = humanMetrics.filter(({ by }) => by === 'survey').map(({ id }) => id)
  assert.deepEqual(measured.sort(), asked.sort())
  for (const { file, form } of forms) {
    assert.equal(file, `${form.id}.yml`)
    assert.ok(form.measures.length > 0, file)
  }
})

test('every questionnaire that ships speaks both languages throughout', () => {
  for (const { file, form } of forms) {
    const options = form.questions.flatMap(({ options = [] }) => options.map(({ label }) => label))
    const texts = form.questions.flatMap(({ text, help }) => (help ? [text, help] : [text]))
    for (const text of [form.title, form.summary, ...texts, ...options.filter(({ en }) => /\p{L}/u.test(en))])
      checkText(text, file)
  }
})

test('what is wrong with a questionnaire is told with its line', () => {
  const head = 'id: a\ntitle: A\nsummary: A\n'
  const problems: [string, RegExp][] = [
    ['questions:\n  - { id: a, kind: choice, text: A }\n', /^f:5: a: a choice needs options/],
    ['questions:\n  - { id: a, kind: nps, text: A }\n  - { id: a, kind: nps, text: A }\n', /^f:6: a is there twice/],
    ['questions:\n  - { id: a, kind: nps, text: A, when: answers.b == 1 }\n', /^f:5: there is no answers\.b/],
    ['measures: [{ metric: x, as: nps, questions: [a] }]\nquestions: [{ id: a, kind: nps, text: A }]\n', /no metric x/],
    [
      'measures: [{ metric: project-burnout, as: mean, questions: [a] }]\nquestions: [{ id: a, kind: nps, text: A }]\n',
      /mean cannot be drawn from a/,
    ],
    [
      'measures: [{ metric: project-burnout, as: nps, questions: [a] }]\nquestions: [{ id: a, kind: nps, text: A }]\n',
      /project-burnout is no nps/,
    ],
  ]
  for (const [rest, expected] of problems) {
    const read = parseQuestionnaire(head + rest, 'f')
    assert.ok('problem' in read, rest)
    assert.match(read.problem.en, expected)
    assert.match(read.problem.zh, /\p{Script=Han}/u)
  }
})

function checkText({ en, zh }: Text, where: string) {
  assert.match(en, /\p{L}/u, where)
  assert.match(zh, /\p{Script=Han}/u, `${where}: ${zh}`)
}
