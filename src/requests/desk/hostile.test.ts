import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openOfficeOfPeople } from '../../../test/staff.ts'

const megabyte = 1024 * 1024

let office: Awaited<ReturnType<typeof openOfficeOfPeople>>
let dev: Awaited<ReturnType<typeof office.admit>>
let officer: Awaited<ReturnType<typeof office.admit>>

before(async () => {
  office = await openOfficeOfPeople()
  dev = await office.admit('dev', 'member')
  officer = await office.admit('olga', 'officer')
})
after(() => office.app.close())

const question = 'May we use it in the web product, and what do we owe?'
/** One that asks for a review, and nothing but words. */
const advice = {
  form: 'advice',
  subject: '',
  answers: { common: 'other', question, category: 'license', dispute: false },
  ticks: ['before/no-secrets'],
}

async function said(who: typeof dev, method: string, path: string, body: unknown) {
  const response = await who.ask(method, path, typeof body === 'string' ? body : JSON.stringify(body))
  const { title } = (await response.json()) as { title?: string }
  return { status: response.status, title: title ?? '' }
}

async function countRequests() {
  return ((await (await dev.ask('GET', '/api/requests?mine=true')).json()) as { total: number }).total
}

test('an answer to what nobody asked is refused, whatever it is called', async () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'nothing', '']) {
    const { status, title } = await said(dev, 'POST', '/api/requests', { ...advice, answers: { [name]: 'x' } })
    assert.deepEqual([status, title.startsWith(`The form advice has no field ${name};`)], [400, true], title)
  }
  const sent = JSON.stringify(advice).replace('"answers":{', '"answers":{"__proto__":{"question":"x"},')
  const { status } = await said(dev, 'POST', '/api/requests', sent)
  assert.ok(status === 400 || status === 200)
  assert.equal('question' in {}, false)
})

test('texts, lists and bodies that are too long are refused with a sentence, and nothing is kept', async () => {
  const count = await countRequests()
  const long = (length: number) => ({ ...advice, answers: { ...advice.answers, question: 'x'.repeat(length) } })
  const statuses = [
    await said(dev, 'POST', '/api/requests', long(20_001)),
    await said(dev, 'POST', '/api/requests', long(900_000)),
    await said(dev, 'POST', '/api/requests', long(megabyte)),
    await said(dev, 'POST', '/api/requests', { ...advice, ticks: Array.from({ length: 5000 }, (_, i) => `a/${i}`) }),
    await said(dev, 'POST', '/api/requests', { ...advice, subject: 'x'.repeat(501) }),
    await said(dev, 'POST', '/api/requests', { ...advice, idempotencyKey: 'x'.repeat(201) }),
    await said(dev, 'POST', '/api/requests', `{"form":${'['.repeat(100_000)}`),
    await said(
      dev,
      'POST',
      '/api/requests',
      `{"form":"advice","answers":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_001)}`,
    ),
  ]
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [400, 400, 413, 400, 400, 400, 400, 400],
  )
  for (const { title } of statuses) assert.ok(title !== '' && title.length < 1000, title.slice(0, 200))
  assert.equal(await countRequests(), count)
})

test('a page takes no more than the API does', async () => {
  const response = await dev.post('/requests/new/advice', { 'a.question': 'x'.repeat(2 * megabyte) })
  assert.equal(response.status, 413)
})

test('a point that is none is no tick, and nobody who asks ticks for a reviewer', async () => {
  const count = await countRequests()
  for (const tick of ['no/such', 'constructor', '__proto__', 'answering/understood', '']) {
    const { status, title } = await said(dev, 'POST', '/api/requests', {
      ...advice,
      ticks: ['before/no-secrets', tick],
    })
    assert.deepEqual([status, /has no point .* to be ticked here/.test(title)], [400, true], title)
  }
  assert.equal(await countRequests(), count)
})

test('a comment has its length, and names no HTML', async () => {
  const asked = (await (await dev.ask('POST', '/api/requests', JSON.stringify(advice))).json()) as {
    request: { number: number }
  }
  const path = `/api/requests/${asked.request.number}/comments`
  assert.equal((await said(dev, 'POST', path, { text: 'x'.repeat(20_001) })).status, 400)
  assert.equal((await said(dev, 'POST', path, { text: '<script>alert(1)</script>' })).status, 200)
  const page = await (await dev.get(`/requests/${asked.request.number}`)).text()
  assert.equal(page.includes('<script>alert'), false)
})

const policy = (when: string) => ({
  id: 'bomb',
  title: 'Bomb',
  forms: ['advice'],
  rules: [{ id: 'bomb', when, decide: 'approve', reason: 'because' }],
})

const badSources: [name: string, source: string, problem: RegExp][] = [
  [
    'a condition of many nested lists',
    JSON.stringify(policy(`${'[1,2,3,4,5,6,7,8,9].all(a, '.repeat(6)}true${')'.repeat(6)}`)),
    /too many steps/,
  ],
  ['a condition that is long', JSON.stringify(policy('x'.repeat(2001))), /longer than/],
  ['a condition that is deep', JSON.stringify(policy(`${'('.repeat(900)}true${')'.repeat(900)}`)), /nested too deeply/],
  ['brackets', `id: ${'['.repeat(500_000)}`, /nested too deeply/],
  ['aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', /alias/],
  [
    'rules without end',
    JSON.stringify({
      ...policy('true'),
      rules: Array.from({ length: 201 }, (_, i) => ({ ...policy('true').rules[0], id: `r${i}` })),
    }),
    /more than 200 entries/,
  ],
]

for (const [name, source, problem] of badSources) {
  test(`a policy with ${name} is not saved, and told why`, async () => {
    const { status, title } = await said(officer, 'POST', '/api/desk/documents', { kind: 'policy', source })
    assert.equal(status, 400)
    assert.match(title, problem)
    assert.ok(title.length < 1000)
  })
}

test('a policy of ten megabytes does not come in', async () => {
  const source = JSON.stringify({ kind: 'policy', source: 'x'.repeat(10 * megabyte) })
  assert.equal((await said(officer, 'POST', '/api/desk/documents', source)).status, 413)
})

test('a condition that takes too long on what was asked approves nothing: a person looks at it', async () => {
  const when = "request.question.matches('(a|aa|aaa)+$') || true"
  const saved = await said(officer, 'POST', '/api/desk/documents', {
    kind: 'policy',
    source: JSON.stringify({ ...policy(when), id: 'advice' }),
  })
  assert.deepEqual(saved, { status: 200, title: '' })
  const body = JSON.stringify({ ...advice, answers: { ...advice.answers, question: 'a'.repeat(19_999) } })
  const before = process.threadCpuUsage()
  const { request } = (await (await dev.ask('POST', '/api/requests', body)).json()) as { request: { state: string } }
  const { user } = process.threadCpuUsage(before)
  assert.equal(request.state, 'open')
  assert.ok(user < 2_000_000, `it took ${user / 1000} ms`)
})
