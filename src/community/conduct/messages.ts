import type { Text } from '../../lib/text/text.ts'

export const words = {
  conduct: { en: 'Code of conduct', zh: '行为准则' },
  lead: {
    en: 'What we ask of each other, and who helps when it fails',
    zh: '我们对彼此的要求，以及出现问题时谁来帮助',
  },
  version: (version: string): Text => ({ en: `version ${version}`, zh: `第 ${version} 版` }),
  licensed: (license: string): Text => ({ en: `Licensed under ${license}`, zh: `许可证：${license}` }),
  earlier: { en: 'Earlier versions', zh: '历史版本' },
  adopt: { en: 'Adopt a new version', zh: '采纳新版本' },
  license: { en: 'License', zh: '许可证' },
  attribution: { en: 'Attribution', zh: '署名' },
  antitrust: { en: 'Antitrust notice', zh: '反垄断声明' },
  report: { en: 'Report something', zh: '举报' },
  reportLead: {
    en: 'Without an account, and without your name if you wish. Only the panel reads it; whoever it is about takes no part.',
    zh: '无需账户，也可匿名。只有小组成员能够阅读；所涉人员不会参与处理。',
  },
  confidential: {
    en: 'We do not keep who sent this: no account, no address. Say in it only what the panel may know.',
    zh: '我们不保存发送者的任何信息：没有账户，没有网络地址。请只写希望小组知道的内容。',
  },
  what: { en: 'What happened', zh: '发生了什么' },
  where: { en: 'Where and when', zh: '地点和时间' },
  concerned: { en: 'Whom it is about, a name or more', zh: '涉及何人（可填多个姓名）' },
  concernedHint: {
    en: 'Members of the panel who are named do not see this report.',
    zh: '被提到的小组成员看不到此举报。',
  },
  contact: { en: 'How to reach you, if you want', zh: '联系方式（可选）' },
  send: { en: 'Send', zh: '发送' },
  sent: { en: 'Your report has arrived', zh: '举报已收到' },
  receipt: { en: 'Your receipt', zh: '您的回执代码' },
  keepReceipt: {
    en: 'Keep this code: with it you come back, read answers and add more. It is not shown again.',
    zh: '请保存此代码：凭它可以返回查看答复、补充内容。之后不再显示。',
  },
  copy: { en: 'Copy', zh: '复制' },
  follow: { en: 'Follow up with a code', zh: '凭代码跟进' },
  code: { en: 'Code', zh: '代码' },
  open: { en: 'Open', zh: '打开' },
  state: { en: 'State', zh: '状态' },
  received: { en: 'Received', zh: '收到时间' },
  messages: { en: 'Messages', zh: '消息' },
  noMessages: { en: 'No messages yet', zh: '还没有消息' },
  you: { en: 'You', zh: '您' },
  panel: { en: 'Panel', zh: '小组' },
  reporter: { en: 'Who reported', zh: '举报者' },
  note: { en: 'Note', zh: '内部备注' },
  appealed: { en: 'Appeal', zh: '申诉' },
  log: { en: 'Stepped back', zh: '已回避' },
  add: { en: 'Add', zh: '补充' },
  appeal: { en: 'Appeal', zh: '申诉' },
  appealLead: { en: 'Within thirty days; other people hear it.', zh: '三十天内有效；由其他人审理。' },
  cases: { en: 'Cases', zh: '案件' },
  casesLead: {
    en: 'What you may hear. What you are part of is not here.',
    zh: '您可以审理的案件。与您有关的案件不会显示。',
  },
  noCases: { en: 'No cases', zh: '没有案件' },
  case: { en: 'Case', zh: '案件' },
  caseOf: (reference: string): Text => ({ en: `Case ${reference}`, zh: `案件 ${reference}` }),
  keptUntil: { en: 'Erased on', zh: '删除日期' },
  answer: { en: 'Write to whoever reported', zh: '回复举报者' },
  addNote: { en: 'Note for those who hear it', zh: '添加内部备注' },
  recused: { en: 'Stepped back', zh: '已回避' },
  recusedLead: {
    en: 'Whoever stepped back by mistake is brought back by another who hears the case; the reason stands in the case.',
    zh: '误操作回避者须由其他审理人恢复，理由记录在案。',
  },
  takeBack: { en: 'Bring back', zh: '恢复' },
  why: { en: 'Why', zh: '理由' },
  banLead: {
    en: 'A ban is carried out by people, not by ospo: tell those who run the calls whom not to let in, and no more than that.',
    zh: '禁止参与由人执行，ospo 不会自动拦截：请仅将需拒绝的人告知会议组织者，不透露原因。',
  },
  stepBack: { en: 'Step back from this case', zh: '回避此案' },
  decision: { en: 'Decision', zh: '决定' },
  decide: { en: 'Propose a decision', zh: '提出决定' },
  consequence: { en: 'Consequence', zh: '后果' },
  until: { en: 'Last day of a temporary ban', zh: '暂时禁止的截止日期' },
  reasons: { en: 'Reasons, for the record', zh: '理由（存档）' },
  told: { en: 'What both sides are told', zh: '告知双方的内容' },
  proposedBy: { en: 'Proposed by', zh: '提议者' },
  confirmedBy: { en: 'Confirmed by', zh: '确认者' },
  waitsForSecond: { en: 'waits for a second person', zh: '等待另一人确认' },
  confirm: { en: 'Confirm', zh: '确认' },
  instance: { en: 'Heard by', zh: '审理方' },
  settled: { en: 'The decision holds', zh: '决定已生效' },
  answerCode: {
    en: 'Give this code to whom the decision is about: with it they read it and may appeal. It is not shown again.',
    zh: '请将此代码交给决定所涉及的人：凭它可阅读决定并申诉。之后不再显示。',
  },
  erase: { en: 'Erase this case for good', zh: '永久删除此案' },
  back: { en: 'Back', zh: '返回' },
}

export const instanceNames: Record<'panel' | 'appeal', Text> = {
  panel: { en: 'panel', zh: '小组' },
  appeal: { en: 'appeal', zh: '申诉组' },
}

/** Says that something waits, and nothing of what. */
export const news = {
  waits: { en: 'Something waits at the conduct desk', zh: '行为准则小组有待处理事项' },
  waitsBody: { en: 'Sign in to see it.', zh: '请登录查看。' },
  needsPeople: { en: 'The conduct desk needs people', zh: '行为准则小组需要成员' },
  needsPeopleBody: {
    en: 'Put at least two people each into the groups conduct and conduct-appeal.',
    zh: '请在群组 conduct 和 conduct-appeal 中各安排至少两人。',
  },
}

export const groupNames: Record<'conduct' | 'conduct-appeal', { name: Text; description: Text }> = {
  conduct: {
    name: { en: 'Conduct panel', zh: '行为准则小组' },
    description: { en: 'Reads reports in confidence', zh: '在保密前提下阅读举报' },
  },
  'conduct-appeal': {
    name: { en: 'Conduct appeals', zh: '行为准则申诉组' },
    description: { en: 'Hears appeals from the panel', zh: '审理对小组决定的申诉' },
  },
}
