import type { CallPlan } from './model.ts'

/** The formats that a call begins with: each a rule of who takes part, for how long, and with slides or without. */
const defaultFormats: CallPlan['formats'] = [
  {
    id: 'talk',
    name: { en: 'Solo talk', zh: '单人演讲' },
    description: { en: 'One speaker, and questions at the end', zh: '一位讲者，结尾留出提问时间' },
    minutes: 30,
    slides: 'allowed',
    roles: [{ id: 'speaker', name: { en: 'speaker', zh: '讲者' }, min: 1, max: 1 }],
  },
  {
    id: 'debate',
    name: { en: 'Two-person debate', zh: '双人辩论' },
    description: {
      en: 'Two sides of one question; a moderator keeps the time',
      zh: '围绕一个问题的正反两方；可设主持人计时',
    },
    minutes: 40,
    slides: 'allowed',
    roles: [
      { id: 'side', name: { en: 'sides', zh: '辩手' }, min: 2, max: 2 },
      { id: 'moderator', name: { en: 'moderator', zh: '主持人' }, min: 0, max: 1 },
    ],
  },
  {
    id: 'stand-up',
    name: { en: 'Stand-up without slides', zh: '脱口秀（无幻灯片）' },
    description: { en: 'A story, told without slides', zh: '不用幻灯片，讲一个故事' },
    minutes: 15,
    slides: 'forbidden',
    roles: [{ id: 'speaker', name: { en: 'speaker', zh: '讲者' }, min: 1, max: 1 }],
  },
  {
    id: 'round-table',
    name: { en: 'Round table', zh: '圆桌讨论' },
    description: { en: 'Three to six people and a moderator', zh: '三至六位嘉宾与一位主持人' },
    minutes: 60,
    slides: 'forbidden',
    roles: [
      { id: 'guest', name: { en: 'guests', zh: '嘉宾' }, min: 3, max: 6 },
      { id: 'moderator', name: { en: 'moderator', zh: '主持人' }, min: 1, max: 1 },
    ],
  },
]

/** What a new call is written from: everything in it can be changed. */
export const defaultPlan: CallPlan = {
  title: { en: 'A call for proposals', zh: '征稿' },
  description: { en: '', zh: '' },
  zone: 'Asia/Shanghai',
  deadline: { day: '2027-01-31', clock: '12pm' },
  rolling: null,
  openToAll: false,
  withinOneHouse: false,
  tracks: [
    { id: 'strategy', name: { en: 'Strategy and value', zh: '战略与价值' }, description: { en: '', zh: '' } },
    {
      id: 'compliance',
      name: { en: 'Compliance and supply chain', zh: '合规与供应链' },
      description: { en: '', zh: '' },
    },
    { id: 'community', name: { en: 'Community', zh: '社区' }, description: { en: '', zh: '' } },
  ],
  topics: [],
  formats: defaultFormats,
  criteria: [
    { id: 'content', name: { en: 'What one learns', zh: '内容收获' }, weight: 2 },
    { id: 'practice', name: { en: 'From practice', zh: '实践经验' }, weight: 1 },
    { id: 'clarity', name: { en: 'Clear', zh: '表达清晰' }, weight: 1 },
  ],
  reviewers: 'office',
  committee: 'office',
  reviewsEach: 3,
  demandWeight: 0.2,
  confirmWithin: 7,
  license: 'CC-BY-4.0',
}
