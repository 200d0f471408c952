import type { Text } from '../../lib/text/text.ts'
import type { EndOfLife } from './end-of-life/model.ts'

export const words = {
  components: { en: 'Components', zh: '组件' },
  lead: {
    en: 'Packages that projects and products use, the most used first',
    zh: '各项目和产品使用的软件包，按使用数排序',
  },
  package: { en: 'Package', zh: '软件包' },
  ecosystem: { en: 'Kind', zh: '生态' },
  projects: { en: 'Projects', zh: '项目数' },
  find: {
    en: 'log4j-core < 2.17, a package URL, license:MIT, supplier:, owner:, product:, eol:past',
    zh: 'log4j-core < 2.17、软件包 URL、license:MIT、supplier:、owner:、product:、eol:past',
  },
  documents: { en: 'Bills of materials', zh: '物料清单' },
  owner: { en: 'Owner', zh: '负责人' },
  holders: { en: 'Who holds it', zh: '使用情况' },
  holder: { en: 'Held by', zh: '使用方' },
  notHeld: { en: 'Nobody holds such a component', zh: '没有匹配的组件' },
  more: (count: string): Text => ({ en: `${count} or more`, zh: `至少 ${count} 个` }),
  endOfLife: { en: 'End of life', zh: '生命周期终止' },
  ended: { en: 'ended', zh: '已终止' },
  since: { en: 'First seen', zh: '首次出现' },
  state: { en: 'State', zh: '状态' },
  supplier: { en: 'Supplier', zh: '供应方' },
  delivery: { en: 'delivery', zh: '交付物' },
  setOwner: { en: 'Set the owner', zh: '设置负责人' },
  ownerHint: {
    en: 'Sign-in name, e-mail, group, or any name; empty for nobody',
    zh: '登录名、邮箱、群组或任意名称；留空表示无人',
  },
  ofVersion: { en: 'Of which version', zh: '适用版本' },
  allVersions: { en: 'All versions', zh: '全部版本' },
  save: { en: 'Save', zh: '保存' },
  ends: { en: 'Until when versions are kept up', zh: '各版本的支持期限' },
  addEnd: { en: 'Say until when versions are kept up', zh: '设置版本的支持期限' },
  noEnds: { en: 'Nothing is noted', zh: '暂无记录' },
  cycle: {
    en: 'Versions: a cycle (3.9), a range (vers:pypi/<3.9), or *',
    zh: '版本：周期（3.9）、范围（vers:pypi/<3.9）或 *',
  },
  lastDay: { en: 'Last day', zh: '最后一天' },
  supportEnds: { en: 'Support ends', zh: '支持终止' },
  source: { en: 'Source', zh: '来源' },
  noEnd: { en: 'no end in sight', zh: '无终止计划' },
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
  remove: { en: 'Remove', zh: '移除' },
  ownerHeads: { en: ['package', 'owner'], zh: ['软件包', '负责人'] },
  endHeads: {
    en: ['package', 'versions', 'last day', 'support ends', 'source'],
    zh: ['软件包', '版本', '最后一天', '支持终止', '来源'],
  },
  packageHeads: { en: ['package', 'projects', 'documents'], zh: ['软件包', '项目数', '物料清单'] },
  useHeads: {
    en: ['project', 'version', 'license', 'relation', 'manifest'],
    zh: ['项目', '版本', '许可证', '关系', '清单文件'],
  },
}

/** What a command did. */
export const said = {
  notHeld: (purl: string): Text => ({ en: `Nobody holds ${purl}`, zh: `没有使用 ${purl}` }),
  ownerSet: (purl: string, owner: string | null): Text =>
    owner === null
      ? { en: `${purl} has no owner of its own any more`, zh: `${purl} 不再有单独的负责人` }
      : { en: `${owner} answers for ${purl}`, zh: `${purl} 的负责人为 ${owner}` },
  ownersSet: (set: number, same: number): Text => ({
    en: `Owners set: ${set}; as they were: ${same}`,
    zh: `已设置负责人 ${set} 个；未变 ${same} 个`,
  }),
  endSet: ({ package: key, versions, ends }: EndOfLife): Text => ({
    en: `${key} ${versions}: ${ends === null ? 'no end in sight' : `kept up until ${ends}`}`,
    zh: `${key} ${versions}：${ends === null ? '无终止计划' : `支持至 ${ends}`}`,
  }),
  endsSet: (set: number, refused: number): Text => ({
    en: `Ends of life noted: ${set}; lines refused: ${refused}`,
    zh: `已记录支持期限 ${set} 条；拒绝 ${refused} 行`,
  }),
  endRemoved: (key: string, versions: string): Text => ({
    en: `Nothing is noted of ${key} ${versions} any more`,
    zh: `已撤回 ${key} ${versions} 的支持期限`,
  }),
}

/** What came, went and changed. */
export const historyWords = {
  title: { en: 'History of the components', zh: '组件变更历史' },
  lead: { en: 'Each reading of a manifest that changed something', zh: '每次引起变化的清单读取' },
  components: { en: 'Components', zh: '组件' },
  at: { en: 'When', zh: '时间' },
  where: { en: 'Where', zh: '来源' },
  came: { en: 'Came', zh: '新增' },
  went: { en: 'Went', zh: '移除' },
  changed: { en: 'Changed version', zh: '版本变更' },
  changes: { en: 'What changed', zh: '变更内容' },
  component: { en: 'Component', zh: '组件' },
  before: { en: 'Before', zh: '之前' },
  after: { en: 'After', zh: '之后' },
  since: { en: 'Was there since', zh: '此前出现于' },
  none: { en: 'Nothing was read yet', zh: '尚未读取过清单' },
  first: { en: 'The first reading: all that it found was new', zh: '首次读取：全部为新增' },
  noneKept: {
    en: 'No single changes are kept of it: all was new, or only licenses or ways changed',
    zh: '没有逐项变更：全部为新增，或仅许可证、依赖路径有变化',
  },
  heads: {
    en: ['update', 'when', 'came', 'went', 'changed', 'where'],
    zh: ['更新', '时间', '新增', '移除', '变更', '来源'],
  },
  changeHeads: { en: ['component', 'before', 'after'], zh: ['组件', '之前', '之后'] },
  nothing: { en: 'Nothing but licenses or ways to components', zh: '仅许可证或依赖路径有变化' },
}

/** Who says under what a component is licensed. */
export const licenseWords = {
  whoSays: { en: 'License, and who says so', zh: '许可证依据' },
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
