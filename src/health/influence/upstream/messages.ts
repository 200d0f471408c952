import type { Text } from '../../../lib/text/text.ts'
import type { Contribution } from './model.ts'

export const contributionNames: Record<Contribution, Text> = {
  commits: { en: 'Commits', zh: '提交' },
  opened: { en: 'Change requests opened', zh: '提交的变更请求' },
  merged: { en: 'Change requests merged', zh: '已合并的变更请求' },
  reviews: { en: 'Reviews', zh: '评审' },
  issues: { en: 'Issues opened', zh: '提交的议题' },
}

/** Where there is little room. */
export const shortNames: Record<Contribution, Text> = {
  commits: contributionNames.commits,
  opened: { en: 'Opened', zh: '提交' },
  merged: { en: 'Merged', zh: '合并' },
  reviews: contributionNames.reviews,
  issues: { en: 'Issues', zh: '议题' },
}

export const words = {
  title: { en: 'Upstream', zh: '上游贡献' },
  lead: {
    en: 'What our people do in projects of others that we depend on, and which fixes came of it',
    zh: '我们的人员在所依赖的外部项目中的贡献，以及由此产生的修复',
  },
  nobody: {
    en: 'Nobody said which organizations are ours: set it in the settings of dependencies',
    zh: '尚未指明哪些组织属于我方：请在依赖设置中填写',
  },
  ours: (names: string): Text => ({ en: `Ours: ${names}`, zh: `我方：${names}` }),
  settings: { en: 'Settings of dependencies', zh: '依赖设置' },
  fixes: { en: 'Fixes upstreamed', zh: '已进入上游的修复' },
  others: { en: 'Change requests, reviews, issues', zh: '变更请求、评审与议题' },
  fixesShort: { en: 'Fixes', zh: '修复' },
  fix: { en: 'Change request', zh: '变更请求' },
  why: { en: 'Why it is a fix', zh: '依据' },
  merged: { en: 'Merged', zh: '合并时间' },
  noFixes: {
    en: 'No merged change request of ours has a label of a fix, or is linked to an issue or request of ours',
    zh: '没有已合并的我方变更请求带有修复类标签，或关联我方议题或申请',
  },
  link: { en: 'Link a change request to what it was made for', zh: '将变更请求关联到其起因' },
  number: { en: 'Number of the change request', zh: '变更请求编号' },
  target: { en: 'Issue or request', zh: '议题或申请' },
  targetHint: {
    en: 'the address of an issue, or a request of the desk as #17',
    zh: '议题地址，或形如 #17 的服务台申请',
  },
  doLink: { en: 'Link', zh: '关联' },
  unlink: { en: 'Take the link back', zh: '取消关联' },
  badLink: {
    en: 'A link needs a project, the number of a change request, and an issue or request',
    zh: '关联需要项目、变更请求编号以及议题或申请',
  },
  meaning: {
    en: 'A contribution is ours if its author worked for us when it was made; a change request, when it was opened. Fixes are merged change requests of ours with a label of a fix (the settings list them), or linked to an issue or request of ours, by us or by the forge.',
    zh: '作者在贡献当时（变更请求以提交时为准）任职于我方，即为我方贡献。修复指我方已合并的变更请求，且带有修复类标签（见设置），或由我方或平台关联到我方的议题或申请。',
  },
} as const
