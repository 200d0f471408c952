import type { Text } from '../../../lib/text/text.ts'
import type { Column } from '../metric.ts'

export const asTold: Text = {
  en: 'Only what a forge or an archive told: what was deleted there is not counted.',
  zh: '仅统计代码托管平台或存档所记录的：已在那里删除的不计。',
}

export const byHand: Text = {
  en: 'One that was closed and whose commits landed by hand or by a squashing bot is declined, unless “landed by hand” says otherwise.',
  zh: '被关闭、但其提交由人工或机器人压缩合入的，默认视为拒绝，可用“人工合入”参数更改。',
}

export const clocks: Text = {
  en: 'Where clocks disagree, an end may come before its beginning: such durations count with their sign, and how many there are stands beside.',
  zh: '时钟不一致时，结束可能早于开始：这类时长按负值计入，其个数列在旁边。',
}

export const middles: Text = {
  en: 'A few very long ones move the mean far and the median little: look at both.',
  zh: '少数极长的时长会大幅拉高均值，而对中位数影响很小：请两者都看。',
}

export const botsToo: Text = {
  en: 'What bots do counts, unless they are excluded.',
  zh: '机器人的行为计入，除非将其排除。',
}

export const humansOnly: Text = {
  en: 'Bots and AI agents give no response, and nobody answers themselves. Whether somebody is a bot is judged by rules that may be wrong.',
  zh: '机器人与 AI 代理的回应不算，自己回复自己也不算。是否为机器人由规则判断，可能有误。',
}

export const channels: Text = {
  en: 'Commits, issues, change requests, mails, comments, reviews, merges, triage, reactions and releases. Talks, events and translations elsewhere do not show.',
  zh: '包括提交、议题、变更请求、邮件、评论、评审、合并、分类处理、表情回应和发布；演讲、活动和其他平台上的翻译不在其中。',
}

export const ghosts: Text = {
  en: 'Deleted accounts are nobody: each of their deeds counts, they as people do not.',
  zh: '已注销的账号不是任何人：其行为计入，但不计为人。',
}

export const reopening: Text = {
  en: 'A closing that was undone by reopening is void, so that numbers of the past may change; with “reopen as new” it stays, and the reopened one counts as a new one.',
  zh: '被重新开启所撤销的关闭视为无效，因此过去的数值可能变化；若“重开视为新建”，则保留该次关闭，重开的计为新建。',
}

export const days: Text = { en: 'days', zh: '天' }
export const people: Text = { en: 'people', zh: '人' }
export const issues: Text = { en: 'issues', zh: '个议题' }
export const requests: Text = { en: 'change requests', zh: '个变更请求' }
export const ratio: Text = { en: '(ratio)', zh: '（比值）' }

/** Titles of columns. */
export const columns = {
  number: { en: 'Number', zh: '编号' },
  title: { en: 'Title', zh: '标题' },
  opened: { en: 'Opened', zh: '开启' },
  state: { en: 'State', zh: '状态', coded: true },
  closed: { en: 'Closed', zh: '关闭' },
  address: { en: 'Address', zh: '网址' },
  from: { en: 'From', zh: '自' },
  until: { en: 'Until', zh: '至' },
  days: { en: 'Days', zh: '天数' },
  name: { en: 'Name', zh: '姓名' },
  kind: { en: 'Kind', zh: '类型', coded: true },
  count: { en: 'Count', zh: '数量' },
  share: { en: 'Share', zh: '占比', share: true },
  people: { en: 'People', zh: '人数' },
  organization: { en: 'Organization', zh: '组织', organization: true },
  first: { en: 'First', zh: '首次' },
  last: { en: 'Last', zh: '最近' },
} satisfies Record<string, Column>
