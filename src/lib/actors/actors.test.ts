import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountOfNoReply, compileActorRules, compileAssistantRules } from './actor-rules.ts'
import { shippedActorRules } from './shipped-actor-rules.ts'

const kindOf = compileActorRules(shippedActorRules)

test('programs are told from people, who are never taken for one by part of a name', () => {
  const bots = [
    { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
    { name: 'Renovate Bot', email: 'bot@renovateapp.com' },
    { name: 'x', email: '41898282+github-actions[bot]@users.noreply.github.com' },
    { name: 'x', email: '27856297+dependabot-preview[bot]@users.noreply.github.com' },
    { name: 'k8s-ci-robot', email: 'k8s-ci-robot@users.noreply.github.com' },
    { name: 'Weblate', email: 'noreply@weblate.org' },
    { name: null, email: null, login: 'renovate[bot]' },
  ]
  const people = [
    { name: 'Abbot Abbott', email: 'abbott@example.com' },
    { name: 'GitHub', email: 'noreply@github.com' },
    { name: 'Bot', email: 'bot@example.com' },
    { name: 'Jenkins Smith', email: 'renovate@example.com' },
    { name: 'Claude Shannon', email: 'claude@bell.example' },
    { name: '', email: '' },
  ]
  const agents = [
    { name: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com' },
    { name: 'Copilot', email: '198982749+Copilot@users.noreply.github.com' },
    { name: 'Claude', email: 'noreply@anthropic.com' },
    { name: null, email: null, login: 'devin-ai-integration[bot]' },
    { name: 'google-labs-jules[bot]', email: 'x@example.com' },
  ]
  assert.deepEqual([...bots, ...people, ...agents].map(kindOf), [
    ...bots.map(() => 'bot'),
    ...people.map(() => 'person'),
    ...agents.map(() => 'ai-agent'),
  ])
})

test('of the rules that fit the first decides, and a rule fits when all that it names fits', () => {
  const { assistants } = shippedActorRules
  const kind = compileActorRules({
    actors: [
      { kind: 'person', login: 'ci-carla' },
      { kind: 'bot', login: 'ci-*' },
      { kind: 'bot', name: 'Nightly', email: '*@ci.example' },
    ],
    assistants,
  })
  assert.equal(kind({ name: null, email: null, login: 'CI-Carla' }), 'person')
  assert.equal(kind({ name: null, email: null, login: 'ci-runner' }), 'bot')
  assert.equal(kind({ name: 'nightly', email: 'x@ci.example' }), 'bot')
  assert.equal(kind({ name: 'nightly', email: 'x@home.example' }), 'person')
})

test('no-reply addresses of forges hold a login', () => {
  assert.deepEqual(accountOfNoReply('12345+Ada@users.noreply.github.com'), { login: 'ada', host: 'github.com' })
  assert.deepEqual(accountOfNoReply('ada@users.noreply.github.com'), { login: 'ada', host: 'github.com' })
  assert.deepEqual(accountOfNoReply('77-ada@users.noreply.gitlab.com'), { login: 'ada', host: 'gitlab.com' })
  assert.deepEqual(accountOfNoReply('9+ada@user.noreply.gitee.com'), { login: 'ada', host: 'gitee.com' })
  assert.deepEqual(accountOfNoReply('7-ada@noreply.codeberg.org'), { login: '7-ada', host: 'codeberg.org' })
  assert.equal(accountOfNoReply('noreply@github.com'), undefined)
})

test('a trailer tells of an AI by its key or by who the co-author is, never by a person’s first name', () => {
  const tells = compileAssistantRules(shippedActorRules)
  assert.equal(tells({ key: 'Co-Authored-By', value: 'Claude <noreply@anthropic.com>' }), true)
  assert.equal(tells({ key: 'Co-authored-by', value: 'Claude Opus 4.1 <noreply@anthropic.com>' }), true)
  assert.equal(tells({ key: 'Co-authored-by', value: 'Copilot <198982749+Copilot@users.noreply.github.com>' }), true)
  assert.equal(tells({ key: 'Co-authored-by', value: 'aider (gpt-4o) <aider@aider.chat>' }), true)
  assert.equal(tells({ key: 'Assisted-by', value: 'anything' }), true)
  assert.equal(tells({ key: 'Generated-by', value: 'anything' }), true)
  assert.equal(tells({ key: 'Co-authored-by', value: 'Claude Shannon <claude@bell.example>' }), false)
  assert.equal(tells({ key: 'Reviewed-by', value: 'Claude <noreply@anthropic.com>' }), false)
})
