import type { Text } from '../../lib/text/text.ts'
import type { Deed, Quadrant } from './model.ts'

export const deedNames: Record<Deed, Text> = {
  commits: { en: 'Commits', zh: '提交' },
  reviews: { en: 'Reviews', zh: '评审' },
  decisions: { en: 'Decisions', zh: '决策' },
  seats: { en: 'Seats, by deeds', zh: '席位（按行动）' },
  'named-seats': { en: 'Seats, by files', zh: '席位（按文件）' },
}

export const deedMeanings: Record<Deed, Text> = {
  commits: {
    en: 'commits, by who wrote them and where they worked then',
    zh: '提交数，按作者及其当时所属组织',
  },
  reviews: {
    en: 'formal reviews of change requests by others than the author',
    zh: '由作者以外的人给出的变更请求正式评审',
  },
  decisions: {
    en: 'merges of change requests, and releases that were published; what is pushed past the forge is not among them',
    zh: '变更请求的合并与发布；绕过平台直接推送的不计入',
  },
  seats: {
    en: 'people who merged or released in the period: one seat each in a project, of whom they worked for when they last did',
    zh: '该时期内合并或发布过的人：每人在每个项目中计一席，归其最后一次行动时所属组织',
  },
  'named-seats': {
    en: 'people whom MAINTAINERS, OWNERS or CODEOWNERS name today, those who may only review left out; teams stand beside them: nobody tells who is in one, and none counts as a person',
    zh: 'MAINTAINERS、OWNERS 或 CODEOWNERS 当前列出的人员（不含仅有评审权者）；团队另列：其成员未知，绝不按个人计数',
  },
}

export const quadrantNames: Record<Quadrant, Text> = {
  exposed: { en: 'exposed: much hangs on it, little say', zh: '暴露：依赖高、影响力低' },
  steering: { en: 'steering: much hangs on it, and there is a say', zh: '掌舵：依赖高、有影响力' },
  watching: { en: 'watching: little hangs on it, little say', zh: '旁观：依赖低、影响力低' },
  leading: { en: 'leading: little hangs on it, and there is a say', zh: '领先：依赖低、有影响力' },
}

export const words = {
  title: { en: 'Influence', zh: '影响力' },
  lead: {
    en: 'How much say an organization has in the projects that we depend on',
    zh: '某组织在我们所依赖项目中的影响力',
  },
  organization: { en: 'Organization', zh: '组织' },
  from: { en: 'From', zh: '自' },
  to: { en: 'To (not included)', zh: '至（不含）' },
  interval: { en: 'Per', zh: '间隔' },
  intervals: {
    month: { en: 'month', zh: '月' },
    quarter: { en: 'quarter', zh: '季度' },
    year: { en: 'year', zh: '年' },
  },
  scope: { en: 'Projects', zh: '项目范围' },
  scopes: {
    used: { en: 'others’ that we depend on', zh: '我们依赖的外部项目' },
    all: { en: 'all that are measured', zh: '全部已度量项目' },
  },
  by: { en: 'Held against dependence by', zh: '与依赖对照的占比' },
  show: { en: 'Show', zh: '显示' },
  noOrganization: {
    en: 'No organization is known yet: add one with its e-mail domains',
    zh: '尚无任何组织：请先添加组织及其邮箱域名',
  },
  noProjects: { en: 'No such project', zh: '没有符合条件的项目' },
  noProjectsHint: {
    en: 'None of the measured projects is known to be where a component of ours comes from: look at dependency health, or choose all that are measured',
    zh: '没有任何已度量的项目被认定为我方组件的来源：请查看依赖健康，或选择全部已度量项目',
  },
  countsAs: (names: string): Text => ({ en: `Counted together: ${names}`, zh: `合并计算：${names}` }),
  shareOf: (own: string, total: string): Text => ({
    en: `${own} of ${total} by people`,
    zh: `人员 ${total} 中的 ${own}`,
  }),
  known: (share: string): Text => ({ en: `organization known of ${share}`, zh: `所属组织已知 ${share}` }),
  knownShort: (share: string): Text => ({ en: `${share} known`, zh: `已知 ${share}` }),
  atMost: (share: string): Text => ({
    en: `at most ${share}, were all the unknown theirs`,
    zh: `若未知者均属其，则至多 ${share}`,
  }),
  apart: (bots: string, agents: string): Text => ({
    en: `apart from these: ${bots} by bots, ${agents} by AI agents`,
    zh: `另有：机器人 ${bots}，AI 代理 ${agents}`,
  }),
  teams: (count: string): Text => ({
    en: `beside them ${count === '1' ? '1 team, which counts' : `${count} teams, which count`} as nobody`,
    zh: `另有 ${count} 个团队，不计入`,
  }),
  teamsShort: (count: string): Text => ({
    en: count === '1' ? '+ 1 team' : `+ ${count} teams`,
    zh: `+ ${count} 个团队`,
  }),
  notTold: { en: 'not known', zh: '未知' },
  notCollected: { en: 'nobody collected what would tell it', zh: '未采集相关数据' },
  overTime: { en: 'Over time', zh: '随时间变化' },
  share: { en: 'Share', zh: '占比' },
  quadrants: { en: 'Dependence against influence', zh: '依赖与影响力' },
  quadrant: { en: 'Where it lies', zh: '所处象限' },
  noPoints: {
    en: 'No project has both: a known share, and a known number of users',
    zh: '没有同时已知占比与使用方数量的项目',
  },
  byProject: { en: 'Project by project', zh: '按项目' },
  project: { en: 'Project', zh: '项目' },
  criticality: { en: 'Criticality', zh: '关键性' },
  ours: { en: 'ours', zh: '我方' },
  meaning: { en: 'What is counted', zh: '统计口径' },
  meaningUnknown: {
    en: 'A share is of all that people did. Of whom it is not known where they worked counts as nobody’s: it is never spread over the known.',
    zh: '占比以全部人员的行动为分母。所属组织未知者不归任何组织，绝不分摊给已知者。',
  },
  csv: { en: 'CSV', zh: 'CSV 表格' },
  at: { en: 'Begins', zh: '起始' },
  badWish: {
    en: 'Days are like 2026-01-31; choose the interval, the projects and the share from what is offered',
    zh: '日期形如 2026-01-31；间隔、项目范围与占比请从给出的选项中选择',
  },
} as const
