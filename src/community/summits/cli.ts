import { either } from '../../lib/text/either.ts'
import type { Command } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { listSummits } from './api.ts'
import { stateNames } from './model.ts'

export const listSummitsCommand: Command = {
  name: 'summit list',
  usage: '',
  summary: { en: 'List the summits', zh: '列出峰会' },
  options: {},
  async run(io) {
    const answer = await io.call(listSummits, { limit: 200 })
    const rows = answer.editions.map(({ id, name, state, about }) => [
      ...[id, stateNames[state][io.locale], about.day ?? '–', either(name, io.locale)],
    ])
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}
