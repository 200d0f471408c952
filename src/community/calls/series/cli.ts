import type { Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { formatTable } from '../../../platform/cli/table.ts'
import { listOccurrences } from './api.ts'

export const callsCommand: Command = {
  name: 'calls',
  usage: '[--group ID]',
  summary: { en: 'What meets in the next three months', zh: '未来三个月的会议' },
  options: { group: { type: 'string' } },
  async run(io, args) {
    const found = await io.call(listOccurrences, { group: text(args, 'group') })
    if (io.json) io.print(JSON.stringify(found, undefined, 2))
    else
      for (const line of formatTable(
        found.occurrences.map(({ startAt, start, zone, title, status }) => [
          `${startAt.slice(0, 16)}Z`,
          `${start} ${zone}`,
          title[io.locale] || title.en || title.zh,
          status === 'cancelled' ? '✗' : '',
        ]),
      ))
        io.print(line)
    return 0
  },
}
