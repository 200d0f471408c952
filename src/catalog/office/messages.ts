import type { Text } from '../../lib/text/text.ts'
import type { KeyFileKind } from '../key-files/model.ts'
import type { ProjectKind } from '../projects/model.ts'
import type { Activity, Severity } from './model.ts'

export const words = {
  office: { en: 'Office', zh: '办公室' },
  lead: { en: 'Your open source at a glance', zh: '开源资产一览' },
  projects: { en: 'Projects', zh: '项目' },
  project: { en: 'Project', zh: '项目' },
  people: { en: 'People', zh: '人员' },
  commits: { en: 'Commits', zh: '提交' },
  commitsThisYear: { en: 'in the last 365 days', zh: '近 365 天' },
  packages: { en: 'Packages in use', zh: '使用中的软件包' },
  denied: { en: 'Denied by policy', zh: '策略禁止' },
  needsAttention: { en: 'Needs attention first', zh: '优先处理' },
  nothingUrgent: { en: 'Nothing urgent.', zh: '没有紧急事项。' },
  weekly: { en: 'Commits a week', zh: '每周提交' },
  weeklyFor: (name: string): Text => ({
    en: `Commits a week of ${name}, last 52 weeks`,
    zh: `${name} 近 52 周的每周提交`,
  }),
  health: { en: 'Health', zh: '健康' },
  license: { en: 'License', zh: '许可证' },
  inventory: { en: 'Components', zh: '组件' },
  freshness: { en: 'Last commit', zh: '最近提交' },
  findings: { en: 'Findings', zh: '问题' },
  noProjects: { en: 'No projects yet', zh: '还没有项目' },
  addHint: {
    en: 'Give a folder below, or run “ospo scan PATH” in a terminal.',
    zh: '在下方填写文件夹，或在终端运行 “ospo scan PATH”。',
  },
  noMatch: { en: 'No project matches this filter', zh: '没有符合筛选条件的项目' },
  folder: { en: 'Folder on this machine', zh: '本机上的文件夹' },
  analyse: { en: 'Analyse', zh: '分析' },
  analyseAgain: { en: 'Analyse again', zh: '重新分析' },
  remove: { en: 'Remove', zh: '移除' },
  filterText: { en: 'Name or path', zh: '名称或路径' },
  anyHealth: { en: 'Any activity', zh: '任意活跃度' },
  anyLicense: { en: 'Any license', zh: '任意许可证' },
  anyFinding: { en: 'With or without findings', zh: '无论有无问题' },
  onlyHigh: { en: 'With high findings', zh: '有严重问题' },
  onlyDenied: { en: 'With denied components', zh: '有被禁止的组件' },
  unknownLicense: { en: 'none', zh: '无' },
  notYet: { en: 'being analysed', zh: '分析中' },
  ofYear: (active: string): Text => ({ en: `${active} active this year`, zh: `近一年活跃 ${active} 人` }),
  direct: (count: string): Text => ({ en: `${count} direct`, zh: `直接依赖 ${count}` }),
  analysing: (count: string): Text => ({
    en: `${count} jobs under way or waiting`,
    zh: `${count} 个任务进行中或等待中`,
  }),
  seeJobs: { en: 'See the jobs', zh: '查看任务' },
  overview: { en: 'Overview', zh: '概览' },
  components: { en: 'Components', zh: '组件' },
  contributors: { en: 'Contributors', zh: '贡献者' },
  metrics: { en: 'Metrics', zh: '指标' },
  releases: { en: 'Releases', zh: '发布' },
  keyFiles: { en: 'Files that matter', zh: '关键文件' },
  missing: { en: 'missing', zh: '缺失' },
  evidence: { en: 'Where this comes from', zh: '依据' },
  manifests: { en: 'Manifests and lock files', zh: '清单与锁文件' },
  noComponents: { en: 'No lock file or manifest was found', zh: '未找到锁文件或清单' },
  component: { en: 'Component', zh: '组件' },
  version: { en: 'Version', zh: '版本' },
  relation: { en: 'Relation', zh: '关系' },
  scope: { en: 'Scope', zh: '范围' },
  verdict: { en: 'Verdict', zh: '判定' },
  wayTo: { en: 'By way of', zh: '依赖路径' },
  manifest: { en: 'Manifest', zh: '清单文件' },
  firstCommit: { en: 'First commit', zh: '首次提交' },
  lastCommit: { en: 'Last commit', zh: '最近提交' },
  absenceFactor: { en: 'Absence factor', zh: '贡献者缺席因子' },
  absenceNote: {
    en: 'fewest people who made half of the last year’s commits',
    zh: '近一年贡献一半提交的最少人数',
  },
  noHistory: { en: 'This folder has no git history', zh: '此文件夹没有 git 历史' },
  noReleases: { en: 'No tags yet', zh: '还没有标签' },
  linesPending: (share: string): Text => ({
    en: `Changed lines are still being counted: ${share} of the commits are done`,
    zh: `仍在统计改动行数：已完成 ${share} 的提交`,
  }),
  summarizedAt: { en: 'Summed up', zh: '汇总于' },
  head: { en: 'Newest commit', zh: '最新提交' },
  path: { en: 'Folder', zh: '文件夹' },
  kind: { en: 'Kind', zh: '类型' },
  by: { en: 'Who', zh: '贡献者' },
  since: { en: 'Since', zh: '始于' },
  until: { en: 'Last', zh: '最近' },
  bot: { en: 'bot', zh: '机器人' },
  definition: { en: 'Definition', zh: '定义' },
  caveats: { en: 'Caveats', zh: '注意' },
  from: { en: 'From', zh: '从' },
  to: { en: 'To', zh: '到' },
  show: { en: 'Show', zh: '显示' },
  origin: (o: { commits: string; from: string; to: string; head: string; lines: string }): Text => ({
    en: `From ${o.commits} commits of ${o.from} to ${o.to}, up to ${o.head}; changed lines are known of ${o.lines} of them`,
    zh: `依据 ${o.from} 至 ${o.to} 的 ${o.commits} 次提交，截至 ${o.head}；其中 ${o.lines} 已知改动行数`,
  }),
  evidenceKinds: {
    declared: { en: 'declared', zh: '声明' },
    text: { en: 'text recognized', zh: '识别文本' },
    unrecognized: { en: 'not recognized', zh: '未能识别' },
  },
  inFuture: (count: string): Text => ({
    en: `${count} commits claim a date in the future: a clock was wrong`,
    zh: `${count} 次提交的日期在未来：有机器的时钟不准`,
  }),
  choices: {
    interval: { en: 'Fitting interval', zh: '自动区间' },
    dateKind: { en: 'Author’s date', zh: '作者日期' },
    bots: { en: 'With bots', zh: '含机器人' },
    merges: { en: 'With merges', zh: '含合并提交' },
    mailmap: { en: 'With .mailmap', zh: '使用 .mailmap' },
  },
  intervals: {
    day: { en: 'by day', zh: '按天' },
    week: { en: 'by week', zh: '按周' },
    month: { en: 'by month', zh: '按月' },
    quarter: { en: 'by quarter', zh: '按季度' },
    year: { en: 'by year', zh: '按年' },
  },
  dateKinds: { committer: { en: 'Committer’s date', zh: '提交者日期' } },
  botChoices: { exclude: { en: 'Without bots', zh: '不含机器人' }, only: { en: 'Only bots', zh: '仅机器人' } },
  mergeChoices: { false: { en: 'Without merges', zh: '不含合并提交' } },
  mailmapChoices: { false: { en: 'Without .mailmap', zh: '不使用 .mailmap' } },
  noFindings: { en: 'No findings. Well kept.', zh: '没有发现问题，维护良好。' },
  search: { en: 'Search', zh: '搜索' },
  found: (text: string): Text => ({ en: `What matches “${text}”`, zh: `“${text}”的搜索结果` }),
  nothingFound: { en: 'Nothing matches', zh: '没有匹配的结果' },
}

export const activities: Record<Activity, Text> = {
  active: { en: 'active', zh: '活跃' },
  slow: { en: 'slow', zh: '放缓' },
  dormant: { en: 'dormant', zh: '休眠' },
  none: { en: 'no commits', zh: '无提交' },
}

export const activityMeanings: Record<Activity, Text> = {
  active: { en: 'A commit within the last 90 days', zh: '近 90 天内有提交' },
  slow: { en: 'The newest commit is 90 to 365 days old', zh: '最新提交距今 90 至 365 天' },
  dormant: { en: 'No commit for more than 365 days', zh: '超过 365 天没有提交' },
  none: { en: 'No commit at all', zh: '没有任何提交' },
}

export const severities: Record<Severity, Text> = {
  high: { en: 'high', zh: '高' },
  medium: { en: 'medium', zh: '中' },
  low: { en: 'low', zh: '低' },
}

export const projectKinds: Record<ProjectKind, Text> = {
  repository: { en: 'repository', zh: '仓库' },
  bare: { en: 'bare repository', zh: '裸仓库' },
  worktree: { en: 'worktree', zh: '工作树' },
  submodule: { en: 'submodule', zh: '子模块' },
  folder: { en: 'folder without git', zh: '无 git 的文件夹' },
}

export const keyFileKinds: Record<KeyFileKind, Text> = {
  license: { en: 'License', zh: '许可证' },
  readme: { en: 'Readme', zh: '自述文件' },
  contributing: { en: 'Contributing guide', zh: '贡献指南' },
  'code-of-conduct': { en: 'Code of conduct', zh: '行为准则' },
  security: { en: 'Security policy', zh: '安全策略' },
  'code-owners': { en: 'Code owners', zh: '代码所有者' },
  changelog: { en: 'Changelog', zh: '变更日志' },
  governance: { en: 'Governance', zh: '治理' },
  mailmap: { en: 'Mailmap', zh: '邮箱映射' },
}

export const relations: Record<'direct' | 'transitive' | 'unknown', Text> = {
  direct: { en: 'direct', zh: '直接' },
  transitive: { en: 'transitive', zh: '间接' },
  unknown: { en: 'unknown', zh: '未知' },
}

export const scopes: Record<'runtime' | 'development' | 'optional', Text> = {
  runtime: { en: 'run time', zh: '运行时' },
  development: { en: 'development', zh: '开发' },
  optional: { en: 'optional', zh: '可选' },
}

export const verdicts: Record<'allow' | 'review' | 'deny', Text> = {
  allow: { en: 'allow', zh: '允许' },
  review: { en: 'review', zh: '待审' },
  deny: { en: 'deny', zh: '禁止' },
}
