import type { Text } from '../../lib/text/text.ts'

export const words = {
  jobs: { en: 'Jobs', zh: '任务' },
  lead: { en: 'What ospo does in the background', zh: 'ospo 的后台工作' },
  job: { en: 'Job', zh: '任务' },
  project: { en: 'Project', zh: '项目' },
  wholeOffice: { en: 'all projects', zh: '全部项目' },
  state: { en: 'State', zh: '状态' },
  progress: { en: 'Progress', zh: '进度' },
  when: { en: 'When', zh: '时间' },
  problem: { en: 'What is wrong', zh: '问题' },
  retry: { en: 'Retry', zh: '重试' },
  none: { en: 'No jobs yet', zh: '还没有任务' },
  all: { en: 'All', zh: '全部' },
  attempt: (count: string): Text => ({ en: `attempt ${count}`, zh: `第 ${count} 次尝试` }),
}

export const states: Record<'queued' | 'running' | 'done' | 'failed', Text> = {
  queued: { en: 'waiting', zh: '等待中' },
  running: { en: 'running', zh: '进行中' },
  done: { en: 'done', zh: '已完成' },
  failed: { en: 'failed', zh: '失败' },
}

/** By the kind that the records keep. */
export const kinds: Record<string, Text> = {
  analysis: { en: 'Analysis', zh: '分析' },
  'line-count': { en: 'Line counts', zh: '行数统计' },
  cfp: { en: 'Calls for proposals: deadlines, answers', zh: '征稿：截止与回复' },
  calendars: { en: 'Calendars of others', zh: '外部日历' },
  calls: { en: 'Calls: reminders', zh: '会议提醒' },
  desk: { en: 'Desk: due days, grants', zh: '服务台：期限与授权' },
  'dependency-health': { en: 'Dependencies: reading their health', zh: '依赖：解读健康状况' },
  'dependency-changes': { en: 'Dependencies: reading what changed', zh: '依赖：解读有变化者' },
  'health-actions': { en: 'Health actions: what is due', zh: '健康行动：到期提醒' },
  'health-reports': { en: 'Reports by mail', zh: '报告邮件' },
  'repository-fetch': { en: 'Dependencies: fetching a repository', zh: '依赖：获取仓库' },
  'package-metadata': { en: 'Metadata of packages', zh: '软件包元数据' },
  summary: { en: 'Summary', zh: '汇总' },
  'portfolio-facts': { en: 'Facts of all projects together', zh: '汇集各项目的事实' },
  'forge-accounts': { en: 'Forge: who the accounts are', zh: '代码平台：识别账号' },
  'forge-collection': { en: 'Forge: collecting', zh: '代码平台：采集' },
  'forge-replay': { en: 'Forge: reading kept answers', zh: '代码平台：重读保留的响应' },
  'forge-round': { en: 'Forges: daily round', zh: '代码平台：每日采集' },
  'library-links': { en: 'Library: links', zh: '资料库：链接检查' },
  'library-claims': { en: 'Library: claims to translate', zh: '资料库：翻译认领' },
  partners: { en: 'Partners: what is due', zh: '合作机构：到期提醒' },
  mail: { en: 'Mail', zh: '邮件' },
  conduct: { en: 'Conduct: appeals, retention', zh: '行为准则：申诉期与保留期' },
  summits: { en: 'Summits: invitations', zh: '峰会：邀请' },
  'working-groups': { en: 'Working groups: votes, terms', zh: '工作组：表决与任期' },
  surveys: { en: 'Surveys: reminders, ends', zh: '调查：提醒与结束' },
  webhooks: { en: 'Webhooks', zh: 'Webhook 投递' },
}
