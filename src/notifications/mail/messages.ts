import type { Text } from '../../lib/text/text.ts'
import type { Delivery, MailState } from './model.ts'

export const words = {
  mails: { en: 'Mail delivery', zh: '邮件投递' },
  lead: { en: 'What the office tells by mail, and what became of it', zh: '办公室发出的邮件及其投递情况' },
  reader: { en: 'To', zh: '收件人' },
  what: { en: 'What', zh: '内容' },
  digest: { en: 'digest', zh: '摘要' },
  single: { en: 'notification', zh: '通知' },
  state: { en: 'State', zh: '状态' },
  when: { en: 'When', zh: '时间' },
  next: { en: 'Next try', zh: '下次尝试' },
  problem: { en: 'What is wrong', zh: '问题' },
  retry: { en: 'Try again', zh: '重试' },
  all: { en: 'All', zh: '全部' },
  none: { en: 'No mails yet', zh: '还没有邮件' },
  noServer: {
    en: 'No mail server is set: notifications reach the inbox only. Start ospo with OSPO_SMTP and OSPO_MAIL_FROM; what has waited for more than three days is not sent any more.',
    zh: '未设置邮件服务器：通知只会出现在收件箱中。请用 OSPO_SMTP 和 OSPO_MAIL_FROM 启动 ospo；等待超过三天的邮件不再发送。',
  },
  test: { en: 'Send me a test mail', zh: '给我发送测试邮件' },
  testSent: { en: 'The mail server took the test mail', zh: '邮件服务器已接受测试邮件' },
  attempt: (count: string): Text => ({ en: `attempt ${count}`, zh: `第 ${count} 次尝试` }),
  preferences: { en: 'Mail preferences', zh: '邮件偏好' },
  preferencesLead: {
    en: 'Everything is in the inbox in any case. Choose what comes by mail as well.',
    zh: '所有通知都会出现在收件箱中。请选择哪些同时以邮件发送。',
  },
  usually: { en: 'Mail', zh: '邮件' },
  exceptions: { en: 'Exceptions', zh: '例外' },
  asUsual: { en: 'as above', zh: '同上' },
  quietHours: { en: 'Quiet hours', zh: '免打扰时段' },
  quiet: { en: 'No mail between these hours, but for urgent ones', zh: '在此时段内不发邮件（紧急邮件除外）' },
  from: { en: 'From', zh: '从' },
  to: { en: 'Until', zh: '至' },
  digestHour: { en: 'Hour of the digest', zh: '摘要发送时间' },
  digestDay: { en: 'Day of the weekly digest', zh: '每周摘要发送日' },
  zone: (zone: string): Text => ({
    en: `Hours are those of your time zone, ${zone}`,
    zh: `以上时间均为您所在时区（${zone}）的时间`,
  }),
  noAddress: {
    en: 'Your account has no e-mail address: nothing can be sent until it has one.',
    zh: '您的账户没有邮箱地址：在设置之前无法发送邮件。',
  },
  save: { en: 'Save', zh: '保存' },
  saved: { en: 'Saved', zh: '已保存' },
  inbox: { en: 'Inbox', zh: '收件箱' },
}

export const deliveries: Record<Delivery, Text> = {
  'at-once': { en: 'at once', zh: '立即' },
  daily: { en: 'in a daily digest', zh: '每日摘要' },
  weekly: { en: 'in a weekly digest', zh: '每周摘要' },
  none: { en: 'never', zh: '不发送' },
}

export const states: Record<MailState, Text> = {
  waiting: { en: 'waiting', zh: '等待中' },
  sending: { en: 'being sent', zh: '发送中' },
  sent: { en: 'sent', zh: '已发送' },
  failed: { en: 'given up', zh: '已放弃' },
}

/** By the kind of a notification, for whoever chooses how to get it. */
export const kinds: Record<string, Text> = {
  'session.reminder': { en: 'A meeting begins soon', zh: '会议即将开始' },
  'session.changed': { en: 'A meeting was moved or called off', zh: '会议改期或取消' },
  'review.asked': { en: 'A review is asked of you', zh: '请您评审' },
  'review.overdue': { en: 'A review is overdue', zh: '评审逾期' },
  'request.decided': { en: 'Your request was decided', zh: '您的申请有了决定' },
  'request.returned': { en: 'A question about your request', zh: '您的申请需要补充' },
  'request.commented': { en: 'A comment on a request', zh: '申请有新评论' },
  'request.withdrawn': { en: 'A request was withdrawn', zh: '申请已撤回' },
  'grant.expiring': { en: 'A grant ends soon', zh: '授权即将到期' },
  'grant.expired': { en: 'A grant has ended', zh: '授权已到期' },
  'grant.reopened': { en: 'A grant is decided again', zh: '授权需重新决定' },
  'grant.revoked': { en: 'A grant was revoked', zh: '授权被撤销' },
  'conduct.waits': { en: 'Something waits at the conduct desk', zh: '行为准则小组有待处理事项' },
  'conduct.needs-people': { en: 'The conduct desk needs people', zh: '行为准则小组需要成员' },
  'summit.nominated': { en: 'Somebody is nominated for a summit', zh: '峰会有新的提名' },
  'summit.answered': { en: 'An invitation to a summit was answered', zh: '峰会邀请已答复' },
  'working-group.appointed': { en: 'You lead a working group', zh: '您被任命到工作组' },
  'working-group.assigned': { en: 'Something in a working group is yours to do', zh: '工作组有任务由您负责' },
  'working-group.decided': { en: 'A working group decided', zh: '工作组作出决定' },
  'working-group.term-ends': { en: 'A term in a working group ends', zh: '工作组任期即将结束' },
  'working-group.vote': { en: 'Your vote in a working group', zh: '工作组请您投票' },
  'library.link-broken': { en: 'A link of the library is broken', zh: '资料库链接失效' },
  'library.translation-waiting': { en: 'A translation waits to be published', zh: '译文待发布' },
  'library.claim-ending': { en: 'A claim to translate is due', zh: '翻译认领即将到期' },
  'library.claim-expired': { en: 'A claim to translate has run out', zh: '翻译认领已过期' },
  'proposal.answered': { en: 'A speaker has answered, or nobody is left to ask', zh: '讲者已回复，或已无人可邀请' },
  'proposal.date': { en: 'You are asked to speak on a day', zh: '邀请您在某日演讲' },
  'proposal.named': { en: 'A proposal names you, or somebody left yours', zh: '投稿将您列为讲者，或有人退出' },
  'proposal.outcome': { en: 'What became of your proposal', zh: '您的投稿结果' },
  'proposal.to-review': { en: 'Proposals to review', zh: '待评审的投稿' },
  'partner.agreement-offered': { en: 'An agreement is to be signed', zh: '协议待签署' },
  'partner.agreement-ending': { en: 'An agreement ends soon', zh: '协议即将到期' },
  'partner.agreement-over': { en: 'An agreement is over', zh: '协议已到期' },
  'partner.review-due': { en: 'An agreement is to be reviewed', zh: '协议待复审' },
  'partner.commitment-due': { en: 'A commitment is due soon', zh: '承诺即将到期' },
  'partner.commitment-overdue': { en: 'A commitment is overdue', zh: '承诺已逾期' },
  'partner.case-asked': { en: 'A case waits for your approval', zh: '案例待您批准' },
  'partner.case-answered': { en: 'A partner answered to a case', zh: '合作机构已答复案例' },
  'webhook.disabled': { en: 'A webhook was switched off', zh: 'Webhook 已被停用' },
}

/** What stands in the mails themselves. */
export const letters = {
  open: { en: 'Open', zh: '打开' },
  digest: (count: string): Text => ({ en: `Notifications: ${count}`, zh: `${count} 条通知` }),
  more: (count: string): Text => ({ en: `${count} more are in your inbox`, zh: `收件箱中还有 ${count} 条` }),
  why: { en: 'You get this mail from your open source program office.', zh: '此邮件由您的开源办公室发送。' },
  preferences: { en: 'Choose which mails you get', zh: '设置接收哪些邮件' },
  testSubject: { en: 'A test mail from ospo', zh: 'ospo 测试邮件' },
  testBody: { en: 'It has arrived: mail works.', zh: '您已收到：邮件功能正常。' },
}
