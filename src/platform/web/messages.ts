import { verbatim } from '../../lib/text/text.ts'

export const words = {
  skip: { en: 'Skip to the content', zh: '跳到正文' },
  navigation: { en: 'Main', zh: '主导航' },
  above: { en: 'You are here', zh: '当前位置' },
  search: { en: 'Search', zh: '搜索' },
  footer: { en: 'Every number tells where it comes from: open it.', zh: '每个数字都注明来源：点开即可查看。' },
  changeTheme: { en: 'Change between automatic, light and dark', zh: '切换自动、浅色和深色' },
  themes: {
    auto: { en: 'Automatic', zh: '自动' },
    light: { en: 'Light', zh: '浅色' },
    dark: { en: 'Dark', zh: '深色' },
  },
  // Each language calls itself by its own name.
  languages: { en: verbatim('English'), zh: verbatim('中文') },
  signIn: { en: 'Sign in', zh: '登录' },
  account: { en: 'Your account', zh: '我的账户' },
  areas: {
    office: { en: 'Office', zh: '办公室' },
    'supply-chain': { en: 'Supply chain', zh: '供应链' },
    desk: { en: 'Desk', zh: '服务台' },
    community: { en: 'Community', zh: '社区' },
    administration: { en: 'Administration', zh: '管理' },
  },
  signOut: { en: 'Sign out', zh: '退出登录' },
  table: { en: 'The numbers as a table', zh: '以表格查看数据' },
  filter: { en: 'Filter', zh: '筛选' },
  previous: { en: 'Previous', zh: '上一页' },
  next: { en: 'Next', zh: '下一页' },
  range: (from: string, to: string, of: string) => ({
    en: `${from}–${to} of ${of}`,
    zh: `第 ${from}–${to} 项，共 ${of} 项`,
  }),
  pages: { en: 'Pages', zh: '分页' },
  ascending: { en: 'ascending', zh: '升序' },
  descending: { en: 'descending', zh: '降序' },
}
