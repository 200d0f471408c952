import type { Text } from '../../lib/text/text.ts'

export const words = {
  components: { en: 'Components', zh: '组件' },
  lead: { en: 'Packages that projects use, the most used first', zh: '各项目使用的软件包，按使用数排序' },
  package: { en: 'Package', zh: '软件包' },
  ecosystem: { en: 'Kind', zh: '生态' },
  projects: { en: 'Projects', zh: '项目数' },
  find: { en: 'Part of a name', zh: '名称的一部分' },
  anyEcosystem: { en: 'Any kind', zh: '任意生态' },
  none: { en: 'No package found', zh: '没有找到软件包' },
  mostUsed: (count: string): Text => ({ en: `the ${count} most used`, zh: `使用最多的 ${count} 个` }),
  usedBy: { en: 'Who uses it', zh: '谁在使用' },
  versions: { en: 'Versions', zh: '版本' },
  version: { en: 'Version', zh: '版本' },
  project: { en: 'Project', zh: '项目' },
  license: { en: 'License', zh: '许可证' },
  licenses: { en: 'Licenses stated', zh: '声明的许可证' },
  relation: { en: 'Relation', zh: '关系' },
  scope: { en: 'Scope', zh: '范围' },
  manifest: { en: 'Manifest', zh: '清单文件' },
  wayTo: { en: 'By way of', zh: '依赖路径' },
  unpinned: { en: 'not pinned', zh: '未固定版本' },
}

/** Who says under what a component is licensed. */
export const licenseWords = {
  whoSays: { en: 'Who says so', zh: '许可证依据' },
  nobody: {
    en: 'Nobody says under what it is licensed: scan a project with it installed, bring in a bill of materials, or curate it',
    zh: '没有任何许可证信息：请扫描已安装该组件的项目、导入物料清单，或人工核定',
  },
  version: { en: 'Version', zh: '版本' },
  license: { en: 'License', zh: '许可证' },
  source: { en: 'Source', zh: '来源' },
  evidence: { en: 'Seen in', zh: '依据' },
  since: { en: 'Since', zh: '自' },
  curate: { en: 'Curate the license', zh: '核定许可证' },
  curateLead: {
    en: 'What a person says here holds before all that was read, in every project. The ledger keeps who said it, and why.',
    zh: '人工核定优先于所有读取到的信息，并适用于所有项目。账本会记录核定人和理由。',
  },
  expression: { en: 'SPDX expression', zh: 'SPDX 表达式' },
  why: { en: 'Why', zh: '理由' },
  link: { en: 'Link to evidence', zh: '证据链接' },
  withdraw: { en: 'Withdraw', zh: '撤回' },
}
