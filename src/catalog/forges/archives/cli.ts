import type { Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { openFile } from '../../../platform/cli/text-file.ts'
import { Failure } from '../../../platform/failure.ts'
import { findTarget } from '../../projects/cli.ts'
import { importForgeArchive } from './api.ts'
import { inLine, moreProblems, sumUp } from './messages.ts'
import type { ArchiveSummary } from './model.ts'

const findings = 1

export const importArchiveCommand: Command = {
  name: 'forge import',
  usage: 'FILE…|- --project PROJECT [--repository OWNER/NAME] [--host HOST]',
  summary: {
    en: 'Read forge facts out of files, without a network: hours of GH Archive, migration archives of GitHub, JSON that gh wrote, mbox (exit 1 where something in them could not be read)',
    zh: '不经网络，从文件导入代码平台数据：GH Archive 小时文件、GitHub 迁移归档、gh 输出的 JSON、mbox（有内容无法读取时退出码为 1）',
  },
  options: { project: { type: 'string' }, repository: { type: 'string' }, host: { type: 'string' } },
  async run(io, args) {
    const word = text(args, 'project')
    if (word === undefined || args.positionals.length === 0) throw incomplete
    const { project } = await findTarget(io, word)
    const asked = { project: project?.id ?? word, repository: text(args, 'repository'), host: text(args, 'host') }
    const summaries: (ArchiveSummary & { file: string })[] = []
    for (const file of args.positionals) {
      const summary = await io.call(importForgeArchive, { ...asked, name: file }, await openFile(file))
      summaries.push({ file, ...summary })
      if (!io.json) tell(io, file, summary)
    }
    if (io.json) io.print(JSON.stringify({ files: summaries }, undefined, 2))
    return summaries.some(({ problemCount, unreadable }) => problemCount + unreadable > 0) ? findings : 0
  },
}

function tell(
  io: Terminal,
  file: string,
  { archive, host, read, added, unreadable, problems, problemCount, hints }: ArchiveSummary,
) {
  const sum = Object.values(read).reduce((sum, count) => sum + count, 0)
  io.print(`${file}: ${sumUp(archive, host, sum, added)[io.locale]}`)
  for (const hint of hints) io.note(`${file}: ${hint[io.locale]}`)
  for (const { line, text } of problems) io.note(`${file}: ${inLine(line ?? undefined, text)[io.locale]}`)
  const more = problemCount - problems.length + unreadable
  if (more > 0) io.note(`${file}: ${moreProblems(more)[io.locale]}`)
}

const incomplete = new Failure('invalid-input', {
  en: 'FILE or --project is missing; usage: ospo forge import FILE… --project PROJECT',
  zh: '缺少文件或 --project；用法：ospo forge import FILE… --project PROJECT',
})
