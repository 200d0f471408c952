import type { Asked } from './model.ts'

/** What a summit looks for in whom it invites, until its edition says otherwise. */
export const shippedCriteria: Asked[] = [
  asked(
    'advocate',
    'Speaks up for open source',
    '积极倡导开源',
    'Talks, articles, courses, answers that others can find.',
    '他人可查的演讲、文章、课程或解答。',
  ),
  asked(
    'practice',
    'Works where open source is made or used',
    '在开源相关企业或机构工作',
    'Which organization, and how open source matters to it.',
    '所在机构，以及开源对它的意义。',
  ),
  asked(
    'groups',
    'Takes part in working groups',
    '参与工作组或兴趣组活动',
    'Which groups, since when, and what was done there.',
    '参与的组、起始时间与所做的工作。',
  ),
  asked(
    'benefit',
    'Wants the own organization to gain by it',
    '希望所在机构从开源中受益',
    'What the organization would do better, and by when.',
    '机构将在何时、何处有所改善。',
  ),
  asked(
    'evangelism',
    'Wins others for it',
    '带动他人参与开源',
    'Who was won: teams, students, customers, a neighborhood.',
    '被带动的对象：团队、学生、客户或社区。',
  ),
  asked(
    'support',
    'Their organization supports foundations or events',
    '所在机构支持基金会或活动',
    'Memberships, sponsorships, hosting, people’s time.',
    '会员、赞助、场地或人员投入。',
  ),
  asked(
    'reachable',
    'Is approachable',
    '乐于交流、容易联系',
    'How others reach them, and what they helped with.',
    '他人如何联系，以及提供过的帮助。',
  ),
  asked(
    'office',
    'Does the work of an open source office',
    '从事 OSPO 工作',
    'Policies, compliance, strategy, community: with or without that title.',
    '策略、合规、战略、社区等，不论是否有此头衔。',
  ),
]

/** What everybody who comes does beforehand. */
export const shippedTasks: Asked[] = [
  asked(
    'review',
    'Look back on your own work',
    '回顾自己的工作',
    'What did you do for open source in the last year?',
    '过去一年为开源做了什么？',
  ),
  asked(
    'lessons',
    'Write down what you learned',
    '总结经验教训',
    'What went well, what did not, and why?',
    '哪些做得好，哪些不好，为什么？',
  ),
  asked(
    'peers',
    'Say what you want to learn from peers',
    '想向同行学习什么',
    'Whose way of doing what would you like to see?',
    '想了解谁的哪些做法？',
  ),
  asked(
    'should',
    'Say what an open source office should do',
    '思考 OSPO 应当做什么',
    'What should it do that it does not do today?',
    '哪些是它应做而尚未做的？',
  ),
  asked(
    'problems',
    'Bring your problems',
    '提出遇到的问题',
    'Put at least one into the problem bank; nobody sees whose it is.',
    '至少向问题库提交一个；没有人知道是谁提的。',
  ),
  asked(
    'manager',
    'Tell your manager',
    '告知上级',
    'Use the letter, and agree on what you bring back.',
    '可使用信函，并商定带回的成果。',
  ),
  asked(
    'help',
    'Find a way to help',
    '寻找支持方式',
    'Speak, write, host, sponsor: what can you or yours give?',
    '演讲、写作、提供场地或赞助：您或机构能贡献什么？',
  ),
]

function asked(id: string, en: string, zh: string, whyEn: string, whyZh: string): Asked {
  return { id, title: { en, zh }, why: { en: whyEn, zh: whyZh } }
}
