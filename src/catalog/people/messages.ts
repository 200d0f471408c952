import type { Text } from '../../lib/text/text.ts'

export const words = {
  people: { en: 'People', zh: '人员' },
  lead: {
    en: 'Who committed, as each project’s .mailmap at its newest commit tells people apart',
    zh: '提交者名单：按各项目最新提交中的 .mailmap 归并身份',
  },
  person: { en: 'Person', zh: '人员' },
  email: { en: 'E-mail', zh: '邮箱' },
  projects: { en: 'Projects', zh: '项目' },
  project: { en: 'Project', zh: '项目' },
  commits: { en: 'Commits', zh: '提交' },
  first: { en: 'First commit', zh: '首次提交' },
  last: { en: 'Last commit', zh: '最近提交' },
  bot: { en: 'bot', zh: '机器人' },
  identities: { en: 'Known as', zh: '所用身份' },
  accountOfTheOffice: { en: 'Account of the office', zh: '办公室账户' },
  find: { en: 'Name or e-mail', zh: '姓名或邮箱' },
  search: { en: 'Search', zh: '搜索' },
  none: { en: 'Nobody found', zh: '没有找到人员' },
  share: { en: 'Share of their commits', zh: '占其提交的比例' },
  first100: (count: string): Text => ({ en: `the busiest ${count}`, zh: `提交最多的 ${count} 人` }),
}
