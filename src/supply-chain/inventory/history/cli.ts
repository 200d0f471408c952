import { findTarget } from '../../../catalog/projects/cli.ts'
import { printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { Failure } from '../../../platform/failure.ts'
import { listComponentChanges, listComponentHistory } from '../api.ts'
import { historyWords } from '../messages.ts'
import type { HistoryChange, HistoryUpdate } from './model.ts'

export const componentHistoryCommand: Command = {
  name: 'component history',
  usage: 'PROJECT [--update ID]',
  summary: {
    en: 'When what a project uses changed; with --update what came, went and changed then',
    zh: '项目组件的变更历史；加 --update 时显示该次更新的内容',
  },
  options: { update: { type: 'string' } },
  async run(io, args) {
    const [word] = requireWords(componentHistoryCommand, args, 1)
    const project = (await findTarget(io, word)).project?.id
    if (project === undefined) throw noProject(word)
    const update = text(args, 'update')
    if (update === undefined) {
      const { updates } = await io.call(listComponentHistory, { project, limit: 1000, offset: 0 })
      return printUpdates(io, updates)
    }
    return printChanges(io, (await io.call(listComponentChanges, { project, update })).changes)
  },
}

export function printUpdates(io: Terminal, updates: readonly HistoryUpdate[]): 0 {
  if (io.json) return printJson(io, { updates })
  const rows = updates.map(({ id, at, came, went, changed, holder }) => [id, at, came, went, changed, holder.name])
  printTable(io, historyWords.heads[io.locale], rows)
  return 0
}

export function printChanges(io: Terminal, changes: readonly HistoryChange[]): 0 {
  if (io.json) return printJson(io, { changes })
  const rows = changes.map(({ package: key, before, after }) => [key, before ?? '–', after ?? '–'])
  if (rows.length > 0) printTable(io, historyWords.changeHeads[io.locale], rows)
  else io.note(historyWords.noneKept[io.locale])
  return 0
}

function noProject(word: string) {
  return new Failure('not-found', {
    en: `There is no project ${word}; \`ospo projects\` lists them`,
    zh: `没有项目 ${word}；用 \`ospo projects\` 查看全部`,
  })
}
