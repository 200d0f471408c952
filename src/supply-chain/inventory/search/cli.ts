import type { Locale } from '../../../lib/text/text.ts'
import { misused, printJson, printTable } from '../../../platform/cli/answer.ts'
import type { Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { Failure } from '../../../platform/failure.ts'
import { ReleaseState, releaseStates } from '../../portfolio/model.ts'
import { findComponents } from '../api.ts'
import { shortKey } from '../holdings/model.ts'
import { relationNames } from '../model.ts'
import type { FoundComponent } from './model.ts'

const nobody = 1

export const findComponentsCommand: Command = {
  name: 'component find',
  usage: 'QUERY… [--limit NUMBER]',
  summary: {
    en: 'Who holds what: log4j-core < 2.17, a package URL, license:MIT, supplier:, owner:, product:, eol:past; exit 1 where nobody does',
    zh: '查找谁在使用什么：log4j-core < 2.17、软件包 URL、license:MIT、supplier:、owner:、product:、eol:past；无结果时退出码为 1',
  },
  options: { limit: { type: 'string' } },
  async run(io, args) {
    const query = args.positionals.join(' ')
    if (query.trim() === '') throw misused(findComponentsCommand)
    const found = await io.call(findComponents, { text: query, limit: text(args, 'limit') ?? '100', offset: 0 })
    if (found.problem) throw new Failure('invalid-input', found.problem)
    if (io.json) printJson(io, found)
    else {
      printTable(
        io,
        heads[io.locale],
        found.uses.map(use => rowOf(use, io.locale)),
      )
      if (found.total > found.uses.length) io.note(`${found.uses.length} / ${found.total}`)
    }
    return found.uses.length > 0 ? 0 : nobody
  },
}

function rowOf({ purl, license, holder, way, ownerName, relation }: FoundComponent, locale: Locale): string[] {
  const by = holder.productName ?? holder.projectName ?? holder.supplier ?? ''
  const held =
    holder.kind === 'manifest'
      ? `${by} ${holder.name}`
      : `${by} ${holder.kind === 'delivery' ? holder.name : ''} ${holder.version}`
  return [
    purl,
    held.replaceAll(/\s+/g, ' ').trim(),
    stateOf(holder, locale),
    relationNames[relation][locale],
    license ?? '–',
    ownerName ?? '–',
    way.map(shortKey).join(' → '),
  ]
}

function stateOf({ releaseState }: FoundComponent['holder'], locale: Locale): string {
  const state = ReleaseState.safeParse(releaseState)
  return state.success ? releaseStates[state.data][locale] : '–'
}

const heads = {
  en: ['component', 'held by', 'state', 'relation', 'license', 'owner', 'by way of'],
  zh: ['组件', '使用方', '状态', '关系', '许可证', '负责人', '依赖路径'],
}
