import { requireWord } from '../../catalog/projects/cli.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { Failure } from '../../platform/failure.ts'
import type { Answers } from '../forms/model.ts'
import { coverageNames, type Grant } from '../grants/model.ts'
import {
  answer,
  askRequest,
  draft,
  getRequest,
  listRequests,
  listWaiting,
  replayRequest,
  withdrawRequest,
} from './api.ts'
import { words } from './messages.ts'
import { AnswerKind, answerKinds, type Request, requestStates } from './model.ts'

const refused = 1

const askOptions = {
  product: { type: 'string' },
  answer: { type: 'string', multiple: true },
  confirm: { type: 'boolean' },
  for: { type: 'string' },
  key: { type: 'string' },
} as const

export const requestCommand: Command = {
  name: 'request',
  usage: 'KIND [SUBJECT] [--product NAME] [--answer FIELD=VALUE]… [--confirm] [--for NAME] [--key KEY]',
  summary: {
    en: 'Ask: `ospo request use pkg:npm/left-pad@1.3.0 --product web`. Answers at once where a rule can; exit 1 when it is refused',
    zh: '提出申请，如 `ospo request use pkg:npm/left-pad@1.3.0 --product web`。规则能决定的立即答复；被拒绝时退出码为 1',
  },
  options: askOptions,
  async run(io, args) {
    const [form = '', subject = ''] = args.positionals
    if (form === '') requireWord(requestCommand, args.positionals)
    const onBehalfOf = text(args, 'for')
    const wanted = { form, subject, ...(onBehalfOf && { onBehalfOf }) }
    const drafted = await io.call(draft, wanted)
    const answers = readAnswers(args, drafted.questions)
    const whole = await io.call(draft, { ...wanted, answers })
    const ticks = args.values['confirm'] ? whole.confirmations.map(({ key }) => key) : []
    for (const point of ticks.length > 0 ? whole.confirmations : [])
      io.note(`${words.confirm[io.locale]}: ${point.text[io.locale]}`)
    const key = text(args, 'key')
    const outcome = await io.call(askRequest, { ...wanted, answers, ticks, ...(key && { idempotencyKey: key }) })
    if (io.json) io.print(JSON.stringify(outcome, undefined, 2))
    else {
      printOutcome(io, outcome)
      printAssumed(io, whole, answers)
    }
    return outcome.request.state === 'refused' ? refused : 0
  },
}

interface Question {
  id: string
  type: string
  label: Text
  options?: { id: string; label: Text }[] | undefined
}

/** `field=value`, typed as the question asks; what is not asked of the field is for the office to refuse in a sentence. */
function readAnswers(args: Arguments, questions: readonly Question[]): Answers {
  const given = [args.values['answer'] ?? []].flat().map(String)
  const product = text(args, 'product')
  const pairs = [...(product === undefined ? [] : [`product=${product}`]), ...given]
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=')
      if (at < 1) throw noPair(pair)
      const [id, value] = [pair.slice(0, at), pair.slice(at + 1)]
      return [id, typed(questions.find(question => question.id === id)?.type ?? guessed(value), value)]
    }),
  )
}

/** Of a question that comes up only with the other answers. */
function guessed(value: string) {
  return value === 'yes' || value === 'no' ? 'yes-no' : 'text'
}

function typed(type: string, value: string): Answers[string] {
  if (type === 'yes-no')
    return value === 'yes' || value === 'true' ? true : value === 'no' || value === 'false' ? false : value
  if (type === 'choices' || type === 'people') return value.split(',').map(part => part.trim())
  if (type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  return value
}

function printOutcome(io: Terminal, { request, grants }: { request: Request; grants: Grant[] }) {
  const { locale } = io
  const { decision, number, state } = request
  io.print(`${number} ${requestStates[state][locale]}: ${decision.reason[locale]}`)
  if (decision.by) {
    const rule = decision.by.rule ? words.rule(decision.by.rule) : words.otherwise
    io.print(words.decidedByRule(decision.by.policy, String(decision.by.version), rule[locale])[locale])
  }
  for (const grant of grants.filter(({ state }) => state === 'active')) printGrant(io, grant)
}

function printGrant(
  { print, locale }: Terminal,
  { id, permits, subject, covers, validUntil, conditions, obligations }: Grant,
) {
  const coverage = subject.kind === 'package' ? ` (${coverageNames[covers][locale]})` : ''
  print(
    `${words.grant[locale]} ${id}: ${permits} ${subject.id}${coverage}${validUntil ? ` ${words.due[locale]} ${validUntil}` : ''}`,
  )
  for (const sentence of [...conditions, ...obligations]) print(`  - ${sentence[locale]}`)
}

/** What held because nobody said otherwise. */
function printAssumed(
  io: Terminal,
  { questions, answers }: { questions: Question[]; answers: Answers },
  given: Answers,
) {
  const assumed = questions.filter(({ id }) => given[id] == null && answers[id] != null)
  if (assumed.length === 0) return
  const said = assumed.map(
    question => `${question.label[io.locale]} ${shown(question, answers[question.id], io.locale)}`,
  )
  io.print(`${words.assumed[io.locale]}: ${said.join(' · ')}`)
}

function shown({ options = [] }: Question, value: Answers[string] | undefined, locale: Locale) {
  if (typeof value === 'boolean') return (value ? words.yes : words.no)[locale]
  return options.find(({ id }) => id === value)?.label[locale] ?? String(value)
}

export const listRequestsCommand: Command = {
  name: 'request list',
  usage: '[--mine] [--waiting] [--kind KIND] [--text WORDS]',
  summary: {
    en: 'List the requests that you may see, or what waits for you',
    zh: '列出您可查看的申请，或待您处理的评审',
  },
  options: {
    mine: { type: 'boolean' },
    waiting: { type: 'boolean' },
    kind: { type: 'string' },
    text: { type: 'string' },
  },
  async run(io, args) {
    if (args.values['waiting']) return listMyReviews(io)
    const found = await io.call(listRequests, {
      form: text(args, 'kind'),
      text: text(args, 'text'),
      limit: 1000,
      ...(args.values['mine'] === true && { mine: 'true' }),
    })
    if (io.json) io.print(JSON.stringify(found, undefined, 2))
    else
      for (const line of formatTable(
        found.requests.map(({ number, state, form, title, requester, waitingOn }) => [
          number,
          requestStates[state][io.locale],
          form,
          title,
          found.names[requester] ?? '–',
          waitingOn.map(({ group, account }) => (account && found.names[account]) || group).join(', '),
        ]),
      ))
        io.print(line)
    return 0
  },
}

async function listMyReviews(io: Terminal) {
  const { waiting } = await io.call(listWaiting, {})
  if (io.json) io.print(JSON.stringify({ waiting }, undefined, 2))
  else
    for (const line of formatTable(
      waiting.map(({ request, step, dueAt }) => [request.number, request.title, step, dueAt?.slice(0, 10) ?? '–']),
    ))
      io.print(line)
  return 0
}

export const showRequestCommand: Command = {
  name: 'request show',
  usage: 'NUMBER',
  summary: {
    en: 'Show a request: decision, grant, reviews, and on whom it waits',
    zh: '查看申请：决定、授权、评审及等待对象',
  },
  options: {},
  async run(io, args) {
    const number = numberIn(showRequestCommand, args)
    const view = await io.call(getRequest, { number })
    if (io.json) {
      io.print(JSON.stringify(view, undefined, 2))
      return 0
    }
    printOutcome(io, view)
    for (const { step, state, answers, waitingOn, dueAt } of view.reviews) {
      const who = waitingOn.map(account => view.names[account] ?? '–').join(', ')
      io.print(
        `${step.id}: ${state}${who && ` · ${words.waitingOn[io.locale]} ${who}, ${words.due[io.locale]} ${dueAt?.slice(0, 10) ?? '–'}`}`,
      )
      for (const given of answers)
        io.print(`  ${view.names[given.account] ?? '–'}: ${answerKinds[given.answer][io.locale]}: ${given.reason}`)
    }
    return 0
  },
}

export const reviewCommand: Command = {
  name: 'review',
  usage: 'NUMBER approve|refuse|abstain --reason TEXT [--step ID] [--confirm] [--score NAME=1..5]… [--for ACCOUNT]',
  summary: { en: 'Answer the step of a request that waits for you', zh: '答复待您处理的评审步骤' },
  options: {
    reason: { type: 'string' },
    step: { type: 'string' },
    confirm: { type: 'boolean' },
    score: { type: 'string', multiple: true },
    for: { type: 'string' },
  },
  async run(io, args) {
    const [word = '', said = ''] = args.positionals
    const kind = AnswerKind.safeParse(said)
    if (!kind.success || !/^\d+$/.test(word)) throw badReview
    const number = Number(word)
    const view = await io.call(getRequest, { number })
    const step = text(args, 'step')
    const review = view.reviews.find(one => one.state === 'open' && (step === undefined || one.step.id === step))
    if (!review) throw noStep(number)
    const scores = [args.values['score'] ?? []].flat().map(pair => String(pair).split('='))
    const actingFor = text(args, 'for')
    const outcome = await io.call(answer, {
      review: review.id,
      answer: kind.data,
      reason: text(args, 'reason') ?? '',
      ticks: args.values['confirm'] ? review.points : [],
      ...(scores.length > 0 && { scores: Object.fromEntries(scores.map(([name, score]) => [name, Number(score)])) }),
      ...(actingFor && { actingFor }),
    })
    if (io.json) io.print(JSON.stringify(outcome, undefined, 2))
    else printOutcome(io, outcome)
    return 0
  },
}

export const withdrawCommand: Command = {
  name: 'request withdraw',
  usage: 'NUMBER',
  summary: { en: 'Withdraw your request', zh: '撤回您的申请' },
  options: {},
  async run(io, args) {
    const outcome = await io.call(withdrawRequest, { number: numberIn(withdrawCommand, args) })
    if (io.json) io.print(JSON.stringify(outcome, undefined, 2))
    else io.print(`${outcome.request.number} ${requestStates[outcome.request.state][io.locale]}`)
    return 0
  },
}

export const replayCommand: Command = {
  name: 'request replay',
  usage: 'NUMBER',
  summary: {
    en: 'Decide a request again from what was stored; exit 1 when it differs',
    zh: '依据存储内容重放决定；结果不同时退出码为 1',
  },
  options: {},
  async run(io, args) {
    const replayed = await io.call(replayRequest, { number: numberIn(replayCommand, args) })
    if (io.json) io.print(JSON.stringify(replayed, undefined, 2))
    else io.print((replayed.isSame ? words.replayed : words.replayDiffers)[io.locale])
    return replayed.isSame ? 0 : refused
  },
}

function numberIn(command: Pick<Command, 'name' | 'usage'>, args: Arguments): number {
  const word = requireWord(command, args.positionals)
  if (/^\d+$/.test(word)) return Number(word)
  throw new Failure('invalid-input', { en: `${word} is no number of a request`, zh: `${word} 不是申请编号` })
}

function noPair(pair: string) {
  return new Failure('invalid-input', {
    en: `--answer ${pair} is none: write FIELD=VALUE, such as --answer license=MIT`,
    zh: `--answer ${pair} 无效：请写成 字段=值，如 --answer license=MIT`,
  })
}

function noStep(number: number) {
  return new Failure('not-found', {
    en: `No such step of request ${number} is open: \`ospo request show ${number}\` lists them`,
    zh: `申请 ${number} 没有此开放步骤：用 \`ospo request show ${number}\` 查看`,
  })
}

const badReview = new Failure('invalid-input', {
  en: 'Usage: ospo review NUMBER approve|refuse|abstain --reason TEXT',
  zh: '用法：ospo review NUMBER approve|refuse|abstain --reason TEXT',
})
