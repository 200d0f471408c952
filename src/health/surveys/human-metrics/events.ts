import { agreement, diversity, type HumanMetric, observed } from './human-metric.ts'

export const eventMetrics: HumanMetric[] = [
  agreement({
    id: 'event-accessibility',
    chaoss: 'Event Accessibility',
    name: { en: 'Event accessibility', zh: '活动无障碍' },
    question: { en: 'Can everybody who comes take a full part?', zh: '每位到场者都能充分参与吗？' },
    definition: {
      en: 'How far participants found place, screens, sound and documents usable with what they need',
      zh: '参与者认为场地、屏幕、声音和文档在多大程度上满足其需要',
    },
  }),
  agreement({
    id: 'inclusive-experience-at-event',
    chaoss: 'Inclusive Experience at Event',
    name: { en: 'Inclusive experience at the event', zh: '活动包容体验' },
    question: { en: 'Did participants feel that they belong?', zh: '参与者是否感到自己被接纳？' },
    definition: {
      en: 'How far participants felt welcome, heard and safe at the event',
      zh: '参与者在活动中感到受欢迎、被倾听和安全的程度',
    },
  }),
  agreement({
    id: 'family-friendliness',
    chaoss: 'Family Friendliness',
    name: { en: 'Family friendliness', zh: '家庭友好' },
    question: { en: 'Can those who care for children or others come?', zh: '需要照顾孩子或家人的人能参加吗？' },
    definition: {
      en: 'How far those who care for somebody found that the event let them: care, rooms, hours, costs',
      zh: '有照护责任的参与者认为活动在看护、房间、时间和费用方面的支持程度',
    },
  }),
  agreement({
    id: 'code-of-conduct-at-event',
    chaoss: 'Code of Conduct at Event',
    name: { en: 'Code of conduct at the event', zh: '活动行为准则' },
    question: { en: 'Is there a code that people know and trust?', zh: '活动是否有人们了解并信任的行为准则？' },
    definition: {
      en: 'How far participants know the code and where to report, and trust that a report is dealt with',
      zh: '参与者了解行为准则与举报途径、并相信举报会得到处理的程度',
    },
  }),
  agreement({
    id: 'public-health-and-safety',
    chaoss: 'Public Health and Safety',
    name: { en: 'Public health and safety', zh: '公共健康与安全' },
    question: { en: 'Did the event look after people’s health?', zh: '活动是否顾及参与者的健康与安全？' },
    definition: {
      en: 'How far participants found what was done against infections and accidents clear and enough',
      zh: '参与者认为防疫和防意外措施清楚且充分的程度',
    },
  }),
  agreement({
    id: 'event-location-inclusivity',
    chaoss: 'Event Location Inclusivity',
    name: { en: 'Inclusivity of the location', zh: '活动地点包容性' },
    question: {
      en: 'Could those who wanted to come get there and be there safely?',
      zh: '想参加的人能否顺利、安全地前往并停留？',
    },
    definition: {
      en: 'How far participants found the place within reach: visas, travel, costs, laws and safety',
      zh: '参与者在签证、交通、费用、法律和安全方面认为地点可及的程度',
    },
  }),
  agreement({
    id: 'time-inclusion-for-virtual-events',
    chaoss: 'Time Inclusion for Virtual Events',
    name: { en: 'Time inclusion of virtual events', zh: '线上活动时间包容性' },
    question: { en: 'Can people of all time zones take part?', zh: '各时区的人都能参与吗？' },
    definition: {
      en: 'How far participants found the hours fit for their time zone, and what they missed there to see later',
      zh: '参与者认为活动时间适合其所在时区、且错过的内容可以回看的程度',
    },
  }),
  diversity({
    id: 'event-demographics',
    chaoss: 'Event Demographics',
    name: { en: 'Event demographics', zh: '活动参与者构成' },
    question: { en: 'How varied are those who come, speak and organize?', zh: '参会者、讲者和组织者的构成有多多样？' },
    definition: {
      en: 'How varied participants are by gender, age and region, as they describe themselves',
      zh: '参与者按自述的性别、年龄和地区的多样程度',
    },
  }),
  observed({
    id: 'diversity-access-tickets',
    chaoss: 'Diversity Access Tickets',
    name: { en: 'Diversity access tickets', zh: '多元参与票' },
    question: { en: 'How many could come who otherwise could not?', zh: '有多少原本无法参加的人得以参加？' },
    definition: {
      en: 'Tickets given free or at a lower price to people who would otherwise be missing',
      zh: '免费或优惠提供给代表性不足者的门票数',
    },
    formula: { en: 'Σ of the tickets used, over the events of the period', zh: '该时期各活动实际使用的此类门票之和' },
    unit: { en: 'tickets', zh: '张' },
    combine: 'sum',
    caveat: {
      en: 'Count those that were used, not those that were offered.',
      zh: '统计实际使用的数量，而非提供的数量。',
    },
  }),
  {
    ...observed({
      id: 'dei-event-badge',
      chaoss: 'DEI Event Badging',
      name: { en: 'CHAOSS DEI event badge', zh: 'CHAOSS DEI 活动徽章' },
      question: {
        en: 'Did others find that the event cares for diversity?',
        zh: '活动的多元包容工作是否获得外部认可？',
      },
      definition: { en: 'Level of the badge that the event was given', zh: '活动获得的徽章等级' },
      formula: { en: '0 pending, 1 passing, 2 silver, 3 gold', zh: '0 待定，1 通过，2 银，3 金' },
      unit: { en: 'level', zh: '级' },
    }),
    most: 3,
    source: { name: 'CHAOSS: DEI Event Badging', url: 'https://badging.chaoss.community/' },
  },
]
