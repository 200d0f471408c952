import type { z } from 'zod'
import type { Arguments, Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import {
  addExclusion,
  chooseDisplay,
  decidePerson,
  getActorRules,
  listEvidence,
  listExclusions,
  listProposals,
  removeExclusion,
  setActorRules,
  undoDecision,
} from './api.ts'
import { shownKey } from './keys.ts'
import { ActorKindName, Display, evidenceNames, type Relation, reasonNames } from './model.ts'
import { findPersonId } from './naming/cli.ts'

const why = { why: { type: 'string' } } as const

async function decide(io: Terminal, args: Arguments, relation: Relation, [left = '', right]: string[]) {
  const answer = await io.call(decidePerson, { relation, left, right, why: text(args, 'why') })
  io.print(io.json ? JSON.stringify(answer, undefined, 2) : (answer.id ?? ''))
  return 0
}

export const samePersonCommand: Command = {
  name: 'people same',
  usage: 'E-MAIL|@LOGIN@HOST E-MAIL|@LOGIN@HOST [--why TEXT]',
  summary: { en: 'Say that two are the same person', zh: '认定两个身份为同一人' },
  options: why,
  run: (io, args) => decide(io, args, 'same', args.positionals),
}

export const differentPersonCommand: Command = {
  name: 'people different',
  usage: 'E-MAIL|@LOGIN@HOST E-MAIL|@LOGIN@HOST [--why TEXT]',
  summary: { en: 'Say that two are not the same person, whatever else says so', zh: '认定两个身份不是同一人' },
  options: why,
  run: (io, args) => decide(io, args, 'different', args.positionals),
}

export const personKindCommand: Command = {
  name: 'people kind',
  usage: `E-MAIL|@LOGIN@HOST ${ActorKindName.options.join('|')} [--why TEXT]`,
  summary: { en: 'Say what somebody is: a person, a bot or an AI agent', zh: '认定某身份是人员、机器人还是 AI 代理' },
  options: why,
  run: (io, args) => {
    const [key = '', kind] = args.positionals
    return decide(io, args, oneOf(ActorKindName, kind), [key])
  },
}

export const undoDecisionCommand: Command = {
  name: 'people undo',
  usage: 'EVIDENCE',
  summary: {
    en: 'Undo a decision, one thing that an import said, or that a login is of a renamed account',
    zh: '撤销认定、导入的一条证据，或某登录名属于改名账户这一证据',
  },
  options: {},
  async run(io, { positionals: [id = ''] }) {
    const answer = await io.call(undoDecision, { id })
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    return 0
  },
}

export const evidenceCommand: Command = {
  name: 'people evidence',
  usage: 'PERSON|E-MAIL|@LOGIN@HOST',
  summary: { en: 'Show why a person is who they are', zh: '显示某人身份归并的证据' },
  options: {},
  async run(io, { positionals: [word = ''] }) {
    const answer = await io.call(listEvidence, { person: await findPersonId(io, word) })
    const rows = answer.evidence.map(one => [
      one.id ?? '–',
      one.relation,
      evidenceNames[one.kind][io.locale],
      shownKey(one.left),
      shownKey(one.right),
      one.undoneAt ?? one.at ?? '–',
    ])
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const proposalsCommand: Command = {
  name: 'people proposals',
  usage: '[--limit N]',
  summary: { en: 'Show who may be the same person, the surest first', zh: '显示可能为同一人的提议' },
  options: { limit: { type: 'string' } },
  async run(io, args) {
    const answer = await io.call(listProposals, { limit: text(args, 'limit') ?? 100 })
    const rows = answer.proposals.map(({ left, right, confidence, reasons }) => [
      String(confidence),
      shownKey(left),
      shownKey(right),
      reasons.map(reason => reasonNames[reason][io.locale]).join(', '),
    ])
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const actorRulesCommand: Command = {
  name: 'people rules',
  usage: '[FILE|shipped]',
  summary: {
    en: 'Show the rules that tell bots and AI agents from people, or set them from YAML',
    zh: '显示区分人员、机器人与 AI 代理的规则，或用 YAML 文件设置',
  },
  options: {},
  async run(io, { positionals: [file] }) {
    const answer =
      file === undefined
        ? await io.call(getActorRules, {})
        : await io.call(setActorRules, { source: file === 'shipped' ? null : await readTextFile(file) })
    io.print(JSON.stringify(answer.rules, undefined, 2))
    return 0
  },
}

export const excludeCommand: Command = {
  name: 'people exclude',
  usage: 'NAME|E-MAIL [--undo]',
  summary: { en: 'Say that a name or an e-mail is nobody’s own', zh: '将姓名或邮箱列入排除名单' },
  options: { undo: { type: 'boolean' } },
  async run(io, { positionals: [term = ''], values }) {
    const answer = await io.call(values['undo'] ? removeExclusion : addExclusion, { term })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

export const exclusionsCommand: Command = {
  name: 'people exclusions',
  usage: '',
  summary: { en: 'List names and e-mails that are nobody’s own', zh: '列出不属于任何个人的姓名和邮箱' },
  options: {},
  async run(io) {
    const { exclusions } = await io.call(listExclusions, {})
    if (io.json) io.print(JSON.stringify({ exclusions }, undefined, 2))
    else for (const term of exclusions.toSorted()) io.print(term)
    return 0
  },
}

export const displayCommand: Command = {
  name: 'people display',
  usage: `E-MAIL|@LOGIN@HOST ${Display.options.join('|')}`,
  summary: { en: 'Say how somebody is shown', zh: '设置某人的显示方式' },
  options: {},
  async run(io, { positionals: [key = '', display] }) {
    const answer = await io.call(chooseDisplay, { key, display: oneOf(Display, display) })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

function oneOf<Schema extends z.ZodEnum>(schema: Schema, word: string | undefined): z.output<Schema> {
  const parsed = schema.safeParse(word)
  if (parsed.success) return parsed.data
  const all = schema.options.join(', ')
  throw new Failure('invalid-input', {
    en: `${word ?? 'nothing'} is none of ${all}`,
    zh: `${word ?? '（未给出）'} 无效：可选 ${all}`,
  })
}
