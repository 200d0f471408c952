import { join } from 'node:path'
import { requireWord } from '../../catalog/projects/cli.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { listFiles, readTextFile, writeTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { DocumentKind } from '../documents/model.ts'
import { getDeskDocument, listDeskDocuments, saveDeskDocument, tryPolicy } from './api.ts'
import { words } from './messages.ts'
import type { DryRun } from './model.ts'

const found = 1

export const listDeskCommand: Command = {
  name: 'desk list',
  usage: '',
  summary: { en: 'List the forms, policies and calendars of the desk', zh: '列出服务台的表单、策略和日历' },
  options: {},
  async run(io) {
    const { documents } = await io.call(listDeskDocuments, {})
    if (io.json) io.print(JSON.stringify({ documents }, undefined, 2))
    else
      for (const line of formatTable(
        documents.map(({ kind, id, version, active, origin, title }) => [
          words.kinds[kind][io.locale],
          id,
          version,
          (active ? words.active : words.retired)[io.locale],
          words[origin][io.locale],
          title[io.locale],
        ]),
      ))
        io.print(line)
    return 0
  },
}

/** One file each, `form/use-component.yml`, so that they can be kept in git. */
export const exportDeskCommand: Command = {
  name: 'desk export',
  usage: 'DIR',
  summary: { en: 'Write the forms, policies and calendars as files', zh: '将表单、策略和日历导出为文件' },
  options: {},
  async run(io, args) {
    const folder = requireWord(exportDeskCommand, args.positionals)
    const { documents } = await io.call(listDeskDocuments, {})
    for (const { kind, id } of documents) {
      const { source } = await io.call(getDeskDocument, { kind, id })
      const path = join(folder, kind, `${id}.yml`)
      await writeTextFile(path, source)
      io.print(path)
    }
    return 0
  },
}

/** Forms before the policies that read them. What did not change is no new version. */
export const importDeskCommand: Command = {
  name: 'desk import',
  usage: 'DIR [--why TEXT]',
  summary: { en: 'Read forms, policies and calendars from files', zh: '从文件导入表单、策略和日历' },
  options: { why: { type: 'string' } },
  async run(io, args) {
    const folder = requireWord(importDeskCommand, args.positionals)
    const why = text(args, 'why')
    let count = 0
    for (const kind of DocumentKind.options) {
      for (const path of await listFiles(join(folder, kind), '.yml')) {
        const { id, version } = await saveFile(io, kind, path, why)
        io.print(`${kind} ${id} ${version}`)
        count++
      }
    }
    if (count > 0) return 0
    throw new Failure('invalid-input', {
      en: `${folder} has none: files lie in form/, policy/ and calendar/ and end in .yml`,
      zh: `${folder} 中没有可导入的文件：文件应位于 form/、policy/、calendar/ 且以 .yml 结尾`,
    })
  },
}

async function saveFile(io: Terminal, kind: DocumentKind, path: string, why: string | undefined) {
  const source = await readTextFile(path)
  try {
    return await io.call(saveDeskDocument, { kind, source, ...(why && { why }) })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure(error.code, { en: `${path}: ${error.text.en}`, zh: `${path}：${error.text.zh}` })
  }
}

export const tryPolicyCommand: Command = {
  name: 'desk try',
  usage: 'FILE',
  summary: {
    en: 'Run a policy’s own cases, and hear it on all that was asked; exit 1 when a case fails',
    zh: '运行策略自带用例并在以往申请上试运行；有用例不符时退出码为 1',
  },
  options: {},
  async run(io, args) {
    const source = await readTextFile(requireWord(tryPolicyCommand, args.positionals))
    const run = await io.call(tryPolicy, { source })
    if (io.json) io.print(JSON.stringify(run, undefined, 2))
    else printRun(io, run)
    return run.cases.some(({ passed }) => !passed) ? found : 0
  },
}

function printRun(io: Terminal, { cases, requests, changed, moves, changes }: DryRun) {
  const { locale } = io
  const failed = cases.filter(({ passed }) => !passed)
  for (const { name, expected, got } of failed)
    io.print(`${name}: ${words.expected[locale]} ${expected}; ${words.got[locale]} ${got}`)
  io.print(`${words.cases[locale]}: ${cases.length - failed.length}/${cases.length}`)
  io.print(words.dryRunLead(String(requests), String(changed))[locale])
  for (const [move, count] of Object.entries(moves)) io.print(`  ${move}: ${count}`)
  for (const line of formatTable(changes.map(({ number, before, after, title }) => [number, before, after, title])))
    io.print(line)
}
