import { resolve } from 'node:path'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { misused } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { listProjects } from './api.ts'
import type { Project } from './model.ts'

export const projectsCommand: Command = {
  name: 'projects',
  usage: '',
  summary: { en: 'List the projects of the office', zh: '列出办公室的全部项目' },
  options: {},
  async run(io) {
    const { projects } = await io.call(listProjects, {})
    if (io.json) io.print(JSON.stringify({ projects }, undefined, 2))
    else for (const line of formatTable(projects.map(({ id, kind, path }) => [id, kind, path]))) io.print(line)
    return 0
  },
}

/** What a word on the command line means: a project by its id or its folder, or a folder that is none yet. */
export async function findTarget(io: Terminal, word: string): Promise<{ project?: Project; path: string }> {
  const { projects } = await io.call(listProjects, {})
  const path = resolve(word)
  const project = projects.find(({ id }) => id === word) ?? projects.find(project => project.path === path)
  return project ? { project, path: project.path } : { path }
}

/** The one thing that a command is about. */
export function requireWord(command: Pick<Command, 'name' | 'usage'>, positionals: readonly string[]): string {
  const [word, ...more] = positionals
  if (word !== undefined && more.length === 0) return word
  const what =
    word === undefined ? { en: 'is missing', zh: '缺少参数' } : { en: 'takes one at a time', zh: '一次只接受一个参数' }
  throw misused(command, { en: `${command.usage.split(' ')[0]} ${what.en}`, zh: what.zh })
}
