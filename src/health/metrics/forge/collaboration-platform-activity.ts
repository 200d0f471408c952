import { countOfPeople } from '../distinct-people.ts'
import { type Asked, bin, chaoss, countWhere, type Metric } from '../metric.ts'
import { isOneOf } from '../selection/is-one-of.ts'
import { within } from '../selection/period.ts'
import { asTold, columns } from './messages.ts'
import { reviews } from './responses.ts'

const said = (p: Asked) => `(
  select item_kind, person, moment, 'comment' as what from event where ${isOneOf('kind', ['commented', ...reviews])}
  union all select item_kind, person, moment, 'reaction' from event where kind = 'reacted'
  union all select kind, person, opened_at, 'post' from item_ever where ${within('opened_at', p)})`

const messages = countWhere("what <> 'reaction'")

export const collaborationPlatformActivity: Metric = {
  id: 'collaboration-platform-activity',
  name: { en: 'Collaboration Platform Activity', zh: '协作平台活动' },
  question: { en: 'How much is said, and where?', zh: '人们在哪里说了多少？' },
  definition: {
    en: 'Number of messages in the period: issues, change requests and mails opened, comments and reviews on them; the table has each channel, with reactions and people',
    zh: '该时期内的消息数：开启的议题、变更请求和邮件，以及其上的评论与评审；表中按渠道列出，并附表情回应和人数',
  },
  unit: { en: 'messages', zh: '条消息' },
  caveats: [
    {
      en: 'Chats are known as far as an archive of them was imported as mail; others are entered by hand.',
      zh: '聊天仅限已按邮件存档导入的部分；其他须人工录入。',
    },
    asTold,
  ],
  parameters: [],
  source: chaoss('Collaboration Platform Activity', 'collaboration-platform-activity'),
  reads: ['items', 'events'],
  shared: p =>
    `select item_kind, what, ${bin('day::timestamp', p)} as bin, sum(count)::bigint as count, max(last_at) as last_at
      from (select item_kind, what, moment::date as day, count(*) as count, max(moment) as last_at from ${said(p)} group by 1, 2, 3) group by 1, 2, 3`,
  value: () => `select ${messages} as value from shared_rows`,
  series: () => `select bin as moment, ${messages} as value from shared_rows group by 1`,
  table: {
    columns: [
      { en: 'Channel', zh: '渠道', coded: true },
      { en: 'Opened', zh: '开启' },
      { en: 'Comments and reviews', zh: '评论与评审' },
      { en: 'Reactions', zh: '表情回应' },
      columns.people,
      columns.last,
    ],
    rows: p => `
      select item_kind as a, ${countWhere("what = 'post'")} as b, ${countWhere("what = 'comment'")} as c, ${countWhere("what = 'reaction'")} as d,
        any_value(people) as e, strftime(max(last_at), '%Y-%m-%d') as f
      from shared_rows join (select item_kind, ${countOfPeople(p)} as people from ${said(p)} group by item_kind) using (item_kind)
      group by 1 order by a`,
  },
}
