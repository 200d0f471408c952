import type { Text } from '../../../lib/text/text.ts'

interface Known {
  title: Text
  startAt: string
}

/** What those who come are told. */
export const news = {
  reminder: ({ title, startAt }: Known) => ({
    subject: { en: `Soon: ${title.en || title.zh}`, zh: `即将开始：${title.zh || title.en}` },
    body: { en: `It begins at ${startAt.slice(0, 16)} UTC.`, zh: `开始时间：${startAt.slice(0, 16)} UTC。` },
  }),
  moved: ({ title, startAt }: Known) => ({
    subject: { en: `Moved: ${title.en || title.zh}`, zh: `时间变更：${title.zh || title.en}` },
    body: { en: `It now begins at ${startAt.slice(0, 16)} UTC.`, zh: `现改为 ${startAt.slice(0, 16)} UTC 开始。` },
  }),
  cancelled: ({ title, startAt }: Known) => ({
    subject: { en: `Called off: ${title.en || title.zh}`, zh: `已取消：${title.zh || title.en}` },
    body: { en: `It was to begin at ${startAt.slice(0, 16)} UTC.`, zh: `原定 ${startAt.slice(0, 16)} UTC 开始。` },
  }),
}

export const words = {
  license: { en: 'License', zh: '许可证' },
  calls: { en: 'Calls and meetings', zh: '会议' },
  lead: {
    en: 'What meets when, in whose time, and how far what is said there may go',
    zh: '何时开会、对应各地时间，以及会议内容可公开到何种程度',
  },
  upcoming: { en: 'Coming up', zh: '即将举行' },
  series: { en: 'Series', zh: '系列会议' },
  newSeries: { en: 'Plan a series', zh: '新建系列会议' },
  once: { en: 'once', zh: '单次' },
  name: { en: 'Name', zh: '名称' },
  nameEn: { en: 'Title in English', zh: '英文标题' },
  nameZh: { en: 'Title in Chinese', zh: '中文标题' },
  summaryEn: { en: 'Summary in English', zh: '英文简介' },
  summaryZh: { en: 'Summary in Chinese', zh: '中文简介' },
  id: { en: 'Short name, for addresses', zh: '短名称（用于网址）' },
  hosts: { en: 'Hosted by', zh: '主办方' },
  hostsHint: { en: 'Groups, by their short names, separated by commas', zh: '群组短名称，以逗号分隔' },
  visibility: { en: 'Who may know of it', zh: '可见范围' },
  visibilities: {
    public: { en: 'everybody', zh: '所有人' },
    members: { en: 'members', zh: '成员' },
    hosts: { en: 'the groups that host it', zh: '主办群组' },
  },
  registration: { en: 'To come one', zh: '参加方式' },
  registrations: {
    none: { en: 'just comes', zh: '直接参加' },
    rsvp: { en: 'says yes or no', zh: '回复是否参加' },
    register: { en: 'registers', zh: '报名' },
  },
  link: { en: 'Meeting link', zh: '会议链接' },
  linkHint: { en: 'Shown to those who come, not in public', zh: '仅向参会者显示，不公开' },
  slots: { en: 'When', zh: '时间' },
  slot: { en: 'Slot', zh: '时段' },
  start: { en: 'First start', zh: '首次开始' },
  zone: { en: 'On the clock of', zh: '所属时区' },
  minutes: { en: 'Minutes', zh: '时长（分钟）' },
  rule: { en: 'Repeats (RRULE)', zh: '重复规则（RRULE）' },
  ruleHint: {
    en: 'Such as FREQ=MONTHLY;BYDAY=2TH for the second Thursday of each month; empty for once',
    zh: '如每月第二个星期四：FREQ=MONTHLY;BYDAY=2TH；留空表示单次',
  },
  agenda: { en: 'Agenda', zh: '议程' },
  segment: { en: 'Part', zh: '环节' },
  speaker: { en: 'Announced speaker', zh: '已公布的讲者' },
  confidentiality: { en: 'What is said there is', zh: '内容保密级别' },
  topics: { en: 'Topics in turn, one a line', zh: '轮换主题，每行一个' },
  reminders: { en: 'Reminders, minutes before', zh: '提前提醒（分钟）' },
  addSlot: { en: 'Leave a line empty to take it out', zh: '留空一行即可删除' },
  save: { en: 'Save', zh: '保存' },
  edit: { en: 'Change', zh: '修改' },
  none: { en: 'Nothing is planned', zh: '暂无安排' },
  when: { en: 'When', zh: '时间' },
  what: { en: 'What', zh: '内容' },
  where: { en: 'Place', zh: '地点' },
  day: { en: 'Day', zh: '日期' },
  clock: { en: 'Clock', zh: '当地时间' },
  grid: { en: 'In other places', zh: '各地时间' },
  nextDay: { en: 'next day', zh: '次日' },
  dayBefore: { en: 'day before', zh: '前一日' },
  fairness: { en: 'How fair the times are', zh: '时间公平性' },
  fairnessLead: {
    en: 'What each place of the hosts’ members carries: 0 in working hours, 1 early or late, 3 at the edges of the day, 5 at night.',
    zh: '主办方成员所在地的负担：工作时间 0，偏早或偏晚 1，清晨或深夜前 3，夜间 5。',
  },
  fairest: (hours: string): Text => ({
    en: `Fairest starts, in UTC: ${hours}`,
    zh: `最公平的开始时间（UTC）：${hours}`,
  }),
  people: { en: 'People', zh: '人数' },
  burden: { en: 'Carries', zh: '负担' },
  cancelled: { en: 'called off', zh: '已取消' },
  changed: { en: 'changed', zh: '有变更' },
  announcement: { en: 'Check an announcement', zh: '检查公告时间' },
  announcementLead: {
    en: 'Paste what you are about to send, such as “9am PT, 12pm EDT, 6pm CET”, and the day: ospo tells whether it is so.',
    zh: '粘贴准备发布的时间，如“9am PT, 12pm EDT, 6pm CET”，并填写日期：ospo 会检查是否正确。',
  },
  check: { en: 'Check', zh: '检查' },
  fits: { en: 'as written', zh: '书写正确' },
  agree: { en: 'All of them mean the same moment.', zh: '所有时间指向同一时刻。' },
  disagree: { en: 'They do not mean the same moment.', zh: '这些时间并非同一时刻。' },
  noTimes: { en: 'No time with a zone was found there', zh: '未找到带时区的时间' },
  feed: { en: 'Subscribe (iCalendar)', zh: '订阅（iCalendar）' },
  zonesVersion: (version: string): Text => ({
    en: `Time zone rules: IANA ${version}`,
    zh: `时区规则：IANA ${version}`,
  }),
}
