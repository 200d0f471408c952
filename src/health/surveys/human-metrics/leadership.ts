import { agreement, diversity, type HumanMetric } from './human-metric.ts'

export const leadershipMetrics: HumanMetric[] = [
  agreement({
    id: 'inclusive-leadership',
    chaoss: 'Inclusive Leadership',
    name: { en: 'Inclusive leadership', zh: '包容性领导' },
    question: { en: 'Do those who lead include others?', zh: '领导者是否接纳他人？' },
    definition: {
      en: 'How far people find that leaders listen, share decisions and open the way to lead',
      zh: '人们认为领导者倾听、共同决策并为他人提供领导机会的程度',
    },
  }),
  agreement({
    id: 'mentorship',
    chaoss: 'Mentorship',
    name: { en: 'Mentorship', zh: '导师指导' },
    question: { en: 'Do people find somebody who guides them?', zh: '人们能找到指导者吗？' },
    definition: {
      en: 'How far people can find a mentor, and are helped by the one whom they have',
      zh: '人们能够找到导师、并从导师处获益的程度',
    },
  }),
  agreement({
    id: 'sponsorship',
    chaoss: 'Sponsorship',
    name: { en: 'Sponsorship', zh: '举荐支持' },
    question: { en: 'Does somebody speak up for people?', zh: '是否有人为他人举荐发声？' },
    definition: {
      en: 'How far people find that somebody of weight names them when there are chances to grow',
      zh: '人们认为有影响力的人会在机会出现时举荐自己的程度',
    },
  }),
  diversity({
    id: 'board-council-diversity',
    chaoss: 'Board/Council Diversity',
    name: { en: 'Diversity of boards and councils', zh: '理事会与委员会多样性' },
    question: { en: 'How varied are those who govern?', zh: '治理者的构成有多多样？' },
    definition: {
      en: 'How varied members of boards and councils are by gender, region and kind of employer, as they describe themselves',
      zh: '理事会和委员会成员按自述的性别、地区和雇主类型的多样程度',
    },
    caveat: {
      en: 'Boards are small: ask several together, or nothing may be told.',
      zh: '理事会人数通常较少：请合并调查，否则可能无法显示结果。',
    },
  }),
]
