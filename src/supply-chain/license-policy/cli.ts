import { resolve } from 'node:path'
import { requireWord } from '../../catalog/projects/cli.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Command, Terminal } from '../../platform/cli/command.ts'
import { text } from '../../platform/cli/command-line.ts'
import { formatTable } from '../../platform/cli/table.ts'
import { readTextFile } from '../../platform/cli/text-file.ts'
import { Failure } from '../../platform/failure.ts'
import { version } from '../../platform/version.ts'
import { checkFolder } from './api.ts'
import { words } from './messages.ts'
import { type Finding, type Verdicts, verdictNames, waivedName } from './model.ts'
import { toSarif } from './report.ts'

const found = 1
const unread = 2

export const checkCommand: Command = {
  name: 'check',
  usage: 'PATH [--product NAME] [--policy FILE] [--format text|json|sarif] [--strict]',
  summary: {
    en: 'Judge the licenses of what a folder uses, as a gate: exit 1 on what is denied (with --strict also on what needs a review)',
    zh: '按策略判定文件夹所用组件的许可证，可作门禁：有被禁止的则退出码为 1（加 --strict 时待审的也算）',
  },
  options: {
    product: { type: 'string' },
    policy: { type: 'string' },
    format: { type: 'string' },
    strict: { type: 'boolean' },
  },
  keepsNothing: true,
  async run(io, args) {
    const path = resolve(requireWord(checkCommand, args.positionals))
    const file = text(args, 'policy')
    const policy = file === undefined ? undefined : { source: await readTextFile(file), name: file }
    const format = formatOf(text(args, 'format') ?? (io.json ? 'json' : 'text'))
    const product = text(args, 'product')
    const judged = await io.call(checkFolder, { path, policy, product })
    const broken = judged.manifests.flatMap(manifest => manifest.problem ?? [])
    for (const sentence of broken) io.note(sentence[io.locale])
    if (format === 'sarif')
      io.print(JSON.stringify(toSarif(judged.findings, { version, locale: io.locale }), undefined, 2))
    else if (format === 'json') io.print(JSON.stringify(judged, undefined, 2))
    else printText(io, judged)
    if (judged.verdicts.deny > 0 || (args.values['strict'] && judged.verdicts.review > 0)) return found
    // A gate that could not see everything does not open.
    return broken.length > 0 ? unread : 0
  },
}

function formatOf(word: string): 'text' | 'json' | 'sarif' {
  if (word === 'text' || word === 'json' || word === 'sarif') return word
  throw new Failure('invalid-input', {
    en: `--format ${word} is none: it takes text, json or sarif`,
    zh: `--format ${word} 无效：可选 text、json 或 sarif`,
  })
}

function printText(
  io: Terminal,
  { policy, findings, verdicts: counts }: { policy: string; findings: Finding[]; verdicts: Verdicts },
) {
  const { locale } = io
  const order = ['deny', 'review'] as const
  const rows = order.flatMap(verdict =>
    findings
      .filter(finding => finding.verdict === verdict && !finding.waiver)
      .map(({ purl, license, scope, reason, manifest }) => [
        verdictNames[verdict][locale],
        purl,
        license ?? '–',
        scope,
        manifest,
        reason[locale],
      ]),
  )
  for (const line of formatTable([...rows, ...waivedRows(findings, locale)])) io.print(line)
  const sum = (['deny', 'review', 'allow'] as const).map(
    verdict => `${verdictNames[verdict][locale]} ${counts[verdict]}`,
  )
  if (counts.waived > 0) sum.push(`${waivedName[locale]} ${counts.waived}`)
  io.print(`${words.policy[locale]} “${policy}”: ${sum.join(' · ')}`)
}

/** Shown, and why they hold nobody up. */
function waivedRows(findings: readonly Finding[], locale: Locale) {
  return findings.flatMap(({ purl, license, scope, manifest, waiver }) =>
    waiver ? [[waivedName[locale], purl, license ?? '–', scope, manifest, words.waivedBy(waiver)[locale]]] : [],
  )
}
