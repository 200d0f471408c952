import { either } from '../../lib/text/either.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { importNotesOfGroup, importWorkingGroups, listWorkingGroups } from './api.ts'
import { words } from './messages.ts'
import { type Problem, statusNames } from './model.ts'

const found = 1

export const listWorkingGroupsCommand: Command = {
  name: 'working-group list',
  usage: '[--text WORDS]',
  summary: { en: 'List the working groups with their chairs', zh: '列出工作组及其主席' },
  options: { text: { type: 'string' } },
  async run(io, args) {
    const answer = await io.call(listWorkingGroups, { text: text(args, 'text'), limit: 200 })
    const rows = answer.groups.map(({ id, name, status, chairs, members }) => [
      id,
      statusNames[status][io.locale],
      members,
      chairs.join(', ') || '–',
      either(name, io.locale),
    ])
    if (io.json) io.print(JSON.stringify(answer, undefined, 2))
    else for (const line of formatTable(rows)) io.print(line)
    return 0
  },
}

export const importWorkingGroupsCommand: Command = {
  name: 'working-group import',
  usage: 'FILE [--notes-of GROUP] [--preview]',
  summary: {
    en: 'Import a list of groups from YAML, or with --notes-of agendas and notes in Markdown; exit 1 where something was left out',
    zh: '从 YAML 导入工作组清单，或用 --notes-of 导入 Markdown 议程和记录；有内容被略去时退出码为 1',
  },
  options: { 'notes-of': { type: 'string' }, preview: { type: 'boolean' } },
  async run(io, args) {
    const [path] = args.positionals
    if (path === undefined) throw noFile
    const source = await readTextFile(path)
    const preview = args.values['preview'] === true
    const group = text(args, 'notes-of')
    if (group !== undefined) return importMeetings(io, { group, source, preview, path })
    const answer = await io.call(importWorkingGroups, { source, name: path, preview })
    const state = (isNew: boolean) => (isNew ? words.isNew : words.isThere)[io.locale]
    const rows = answer.groups.map(({ id, name, isNew }) => [id, state(isNew), either(name, io.locale)])
    return tell(io, answer, rows, path)
  },
}

async function importMeetings(
  io: Terminal,
  { path, ...input }: { group: string; source: string; preview: boolean; path: string },
) {
  const answer = await io.call(importNotesOfGroup, input)
  const rows = answer.meetings.map(({ day, attendees, actions, title }) => [day, attendees, actions, title])
  return tell(io, answer, rows, path)
}

function tell(io: Terminal, answer: { problems: Problem[] }, rows: (string | number)[][], path: string): number {
  if (io.json) io.print(JSON.stringify(answer, undefined, 2))
  else for (const line of formatTable(rows)) io.print(line)
  for (const { line, text } of answer.problems) io.note(`${path}:${line}: ${text[io.locale]}`)
  return answer.problems.length > 0 ? found : 0
}

const noFile = new Failure('invalid-input', {
  en: 'FILE is missing; usage: ospo working-group import FILE [--notes-of GROUP] [--preview]',
  zh: '缺少 FILE；用法：ospo working-group import FILE [--notes-of GROUP] [--preview]',
})
