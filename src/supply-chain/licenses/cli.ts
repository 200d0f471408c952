import type { Arguments, Command } from '../../platform/cli/command.ts'
import { misused, text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { curateLicense, listLicenseClaims, withdrawCuration } from './api.ts'
import { sourceNames } from './model.ts'

export const licenseCommand: Command = {
  name: 'license show',
  usage: 'PURL',
  summary: {
    en: 'Tell who says under what a component is licensed, and which word counts',
    zh: '列出各来源对组件许可证的说法，以及以哪个为准',
  },
  options: {},
  async run(io, args) {
    const [purl] = requireWords(licenseCommand, args, 1)
    const { license, claims } = await io.call(listLicenseClaims, { purl })
    if (io.json) io.print(JSON.stringify({ license, claims }, undefined, 2))
    else {
      io.print(`${purl}: ${license ?? '–'}`)
      const rows = claims.map(({ source, license, evidence, seenAt }) => [
        sourceNames[source][io.locale],
        license,
        seenAt.slice(0, 10),
        evidence.replaceAll('\n', ' '),
      ])
      for (const line of formatTable(rows)) io.print(line)
    }
    return 0
  },
}

export const curateCommand: Command = {
  name: 'license curate',
  usage: 'PURL EXPRESSION --why TEXT [--link URL]',
  summary: {
    en: 'Say under what a component is licensed: it holds before all that was read',
    zh: '核定组件的许可证：优先于所有读取到的信息',
  },
  options: { why: { type: 'string' }, link: { type: 'string' } },
  async run(io, args) {
    const [purl, ...expression] = requireWords(curateCommand, args, 2)
    const claim = await io.call(curateLicense, {
      purl,
      license: expression.join(' '),
      why: requireReason(curateCommand, args),
      link: text(args, 'link'),
    })
    io.print(io.json ? JSON.stringify(claim, undefined, 2) : `${claim.purl}: ${claim.license}`)
    return 0
  },
}

export const withdrawCommand: Command = {
  name: 'license withdraw',
  usage: 'PURL --why TEXT',
  summary: { en: 'Take back the curation of a component’s license', zh: '撤回对组件许可证的核定' },
  options: { why: { type: 'string' } },
  async run(io, args) {
    const [purl] = requireWords(withdrawCommand, args, 1)
    const answer = await io.call(withdrawCuration, { purl, why: requireReason(withdrawCommand, args) })
    if (io.json) io.print(JSON.stringify(answer))
    return 0
  },
}

function requireWords(command: Command, { positionals }: Arguments, least: number): [string, ...string[]] {
  const [first, ...others] = positionals
  if (first === undefined || positionals.length < least) throw misused(command, incomplete)
  return [first, ...others]
}

function requireReason(command: Command, args: Arguments): string {
  const why = text(args, 'why')?.trim()
  if (!why) throw misused(command, incomplete)
  return why
}

const incomplete = { en: 'Something is missing', zh: '参数不全' }
