import { printJson, requireWords } from '../../../platform/cli/answer.ts'
import type { Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { findReleaseNamed } from '../../portfolio/releases/cli.ts'
import { compareReleases, scoreKeptSbom } from '../api.ts'
import { printChanges, tellQuality } from '../cli.ts'

export const diffReleasesCommand: Command = {
  name: 'release diff',
  usage: 'PRODUCT BEFORE AFTER',
  summary: {
    en: 'What came, went and changed from one release of a product to another: components, licenses, suppliers, files',
    zh: '比较产品的两个发布版本：组件的新增、移除和更新，许可证、供应商和文件的变化',
  },
  options: {},
  async run(io, args) {
    const [product, was, is] = requireWords(diffReleasesCommand, args, 3)
    const before = await findReleaseNamed(io, [product, was])
    const after = await findReleaseNamed(io, [product, is])
    const compared = await io.call(compareReleases, { release: after.id, before: before.id })
    if (io.json) return printJson(io, compared)
    printChanges(io, compared)
    return 0
  },
}

export const keptQualityCommand: Command = {
  name: 'sbom quality',
  usage: 'ID [--against ntia|cisa-2025|bsi|openchain] [--every ID] [--strict]',
  summary: {
    en: 'What a bill of materials that is kept lacks, and where that could come from (with --strict exit 1 unless it conforms)',
    zh: '已保存的物料清单缺少什么、可从何处补充（加 --strict 时不符合则退出码为 1）',
  },
  options: { against: { type: 'string' }, every: { type: 'string' }, strict: { type: 'boolean' } },
  async run(io, args) {
    const [sbom] = requireWords(keptQualityCommand, args, 1)
    const asked = { against: text(args, 'against'), every: text(args, 'every') }
    return tellQuality(io, args, (await io.call(scoreKeptSbom, { sbom, ...asked })).quality)
  },
}
