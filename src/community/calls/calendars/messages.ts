import type { Text } from '../../../lib/text/text.ts'

export const words = {
  calendars: { en: 'Calendars', zh: '日历' },
  lead: { en: 'Subscribe in your own calendar program', zh: '在您自己的日历程序中订阅' },
  public: { en: 'For everybody', zh: '公开日历' },
  all: { en: 'All public calls and deadlines', zh: '全部公开会议与截止日期' },
  private: { en: 'Your own', zh: '您的专属日历' },
  privateLead: {
    en: 'All calls that you may see, with the links to join, and what you are to do by when: reviews, answers, deliverables, actions. Whoever has its address reads it: keep it to yourself, and renew it when it got about.',
    zh: '包含您可查看的全部会议及加入链接，以及由您完成的事项（评审、答复、成果与任务）的期限。知道此地址者即可读取：请勿外传，如已泄露请更新。',
  },
  renew: { en: 'Make a new address', zh: '生成新地址' },
  renewed: { en: 'Your calendar has a new address', zh: '您的日历有了新地址' },
  copyNow: {
    en: 'Copy it now: it is not shown again. The address before leads nowhere any more.',
    zh: '请立即复制：之后不再显示，旧地址已失效。',
  },
  copy: { en: 'Copy', zh: '复制' },
  since: { en: 'In use since', zh: '启用时间' },
  others: { en: 'Calendars of others', zh: '订阅的外部日历' },
  othersLead: {
    en: 'For reading only: OpenSSF, OpenChain, CHAOSS and whom you follow. Fetched four times a day.',
    zh: '只读：OpenSSF、OpenChain、CHAOSS 等。每天获取四次。',
  },
  upcoming: { en: 'Coming up elsewhere', zh: '外部即将举行' },
  none: { en: 'Nothing in the next 30 days', zh: '未来 30 天没有安排' },
  name: { en: 'Name', zh: '名称' },
  address: { en: 'Address (iCalendar)', zh: '地址（iCalendar）' },
  follow: { en: 'Follow', zh: '订阅' },
  leave: { en: 'Leave', zh: '取消订阅' },
  fetched: { en: 'fetched', zh: '获取于' },
  zones: { en: 'Time zone rules', zh: '时区规则' },
}

/** The category by which calendar programs know them. */
export const deadline: Text = { en: 'Deadline', zh: '截止日期' }

/** What stands in a calendar, of something that is due. */
export const dues = {
  call: (title: Text): Text => ({ en: `Deadline: ${title.en}`, zh: `征稿截止：${title.zh}` }),
  deliverable: (title: Text, group: Text): Text => ({
    en: `Due: ${title.en} (${group.en})`,
    zh: `计划完成：${title.zh}（${group.zh}）`,
  }),
  confirm: (title: Text): Text => ({ en: `Say whether you come: ${title.en}`, zh: `请确认是否参加：${title.zh}` }),
  date: (title: Text): Text => ({
    en: `Say whether you speak on that day: ${title.en}`,
    zh: `请答复可否在该日演讲：${title.zh}`,
  }),
  review: (number: string, title: Text): Text => ({
    en: `Your review: #${number} ${title.en}`,
    zh: `您的评审：#${number} ${title.zh}`,
  }),
  action: (text: string): Text => ({ en: `To do: ${text}`, zh: `待办：${text}` }),
}
