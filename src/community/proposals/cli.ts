import { readYaml } from '../../lib/yaml/read-yaml.ts'
import { writeYaml } from '../../lib/yaml/write-yaml.ts'
import type { Command } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { assignReviews, getCall, getRanking, listCalls, moveCall, saveCall } from './api.ts'
import { states } from './messages.ts'
import { CallPlan } from './model.ts'

export const listCallsCommand: Command = {
  name: 'cfp list',
  usage: '',
  summary: { en: 'List the calls for proposals', zh: '列出征稿' },
  options: {},
  async run(io) {
    const { calls } = await io.call(listCalls, {})
    if (io.json) io.print(JSON.stringify({ calls }, undefined, 2))
    else
      for (const line of formatTable(
        calls.map(({ id, state, deadlineAt, plan }) => [
          id,
          states[state][io.locale],
          deadlineAt ?? '',
          plan.title[io.locale],
        ]),
      ))
        io.print(line)
    return 0
  },
}

export const showCallCommand: Command = {
  name: 'cfp show',
  usage: 'CALL',
  summary: { en: 'Print a call as YAML, to be changed and saved again', zh: '以 YAML 输出征稿，供修改后保存' },
  options: {},
  async run(io, { positionals: [call = ''] }) {
    const found = await io.call(getCall, { call })
    io.print(io.json ? JSON.stringify(found, undefined, 2) : writeYaml(found.plan).trimEnd())
    return 0
  },
}

export const saveCallCommand: Command = {
  name: 'cfp save',
  usage: 'CALL FILE',
  summary: { en: 'Create a call from a YAML file, or change it', zh: '从 YAML 文件创建或修改征稿' },
  options: {},
  async run(io, { positionals: [call = '', file = ''] }) {
    const read = readYaml(await readTextFile(file), file, CallPlan)
    if ('problem' in read) throw new Failure('invalid-input', read.problem)
    const saved = await io.call(saveCall, { call, plan: read.value })
    io.print(io.json ? JSON.stringify(saved, undefined, 2) : `${saved.id} ${saved.deadlineAt ?? ''}`.trimEnd())
    return 0
  },
}

export const openCallCommand: Command = {
  name: 'cfp open',
  usage: 'CALL',
  summary: { en: 'Open a call for proposals', zh: '开放征稿' },
  options: {},
  async run(io, { positionals: [call = ''] }) {
    const { state } = await io.call(moveCall, { call, state: 'open' })
    io.print(io.json ? JSON.stringify({ call, state }) : states[state][io.locale])
    return 0
  },
}

export const assignReviewsCommand: Command = {
  name: 'cfp assign',
  usage: 'CALL',
  summary: { en: 'Close a call and give out its reviews', zh: '截稿并分配评审' },
  options: {},
  async run(io, { positionals: [call = ''] }) {
    const { assigned, short } = await io.call(assignReviews, { call })
    io.print(io.json ? JSON.stringify({ assigned, short }) : String(assigned))
    for (const { number, missing } of short) io.note(`${call} ${number}: -${missing}`)
    return short.length > 0 ? 1 : 0
  },
}

export const rankCallCommand: Command = {
  name: 'cfp ranking',
  usage: 'CALL',
  summary: { en: 'Rank the proposals of a call', zh: '排列投稿名次' },
  options: {},
  async run(io, { positionals: [call = ''] }) {
    const { ranking } = await io.call(getRanking, { call })
    const points = (value: number | null) => (value === null ? '–' : value.toFixed(2))
    const rows = ranking.map(({ number, total, score, demand, reviews, decision, title }) => {
      return [
        number,
        points(total),
        points(score),
        demand.toFixed(2),
        reviews,
        decision ?? '',
        title[io.locale] || title.en || title.zh,
      ]
    })
    if (io.json) io.print(JSON.stringify({ ranking }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}
