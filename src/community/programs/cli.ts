import type { Command } from '../../platform/cli/command.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { getProgram, listPrograms } from './api.ts'

export const listProgramsCommand: Command = {
  name: 'program list',
  usage: '',
  summary: { en: 'List the programs', zh: '列出议程' },
  options: {},
  async run(io) {
    const { programs } = await io.call(listPrograms, {})
    const rows = programs.map(({ id, state, plan }) => [
      id,
      state,
      plan.from,
      plan.to,
      plan.title[io.locale] || plan.title.en,
    ])
    if (io.json) io.print(JSON.stringify({ programs }, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

/** For a script that watches a program: 1 where something clashes. */
export const clashesCommand: Command = {
  name: 'program clashes',
  usage: 'PROGRAM',
  summary: { en: 'Tell what in a program does not go together', zh: '列出议程中的冲突' },
  options: {},
  async run(io, { positionals: [program = ''] }) {
    const { clashes } = await io.call(getProgram, { program })
    if (io.json) io.print(JSON.stringify({ clashes }, undefined, 2))
    else for (const { text } of clashes) io.print(text[io.locale])
    return clashes.length > 0 ? 1 : 0
  },
}
