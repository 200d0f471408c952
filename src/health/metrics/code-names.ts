import { type Text, verbatim } from '../../lib/text/text.ts'

const names: Record<string, Text> = {
  ...{
    commit: { en: 'commit', zh: '提交' },
    issue: { en: 'issue', zh: '议题' },
    'change-request': { en: 'change request', zh: '变更请求' },
    thread: { en: 'mail thread', zh: '邮件主题' },
    mail: { en: 'mail', zh: '邮件' },
    comment: { en: 'comment', zh: '评论' },
    commented: { en: 'commented', zh: '评论' },
    review: { en: 'review', zh: '评审' },
    reviewed: { en: 'reviewed', zh: '已评审' },
    approved: { en: 'approved', zh: '批准' },
    'changes-requested': { en: 'changes asked for', zh: '要求修改' },
    merge: { en: 'merge', zh: '合并' },
    triage: { en: 'triage', zh: '分类处理' },
    reaction: { en: 'reaction', zh: '表情回应' },
    reacted: { en: 'reacted', zh: '表情回应' },
    release: { en: 'release', zh: '发布' },
  },
  ...{
    open: { en: 'open', zh: '开启' },
    closed: { en: 'closed', zh: '已关闭' },
    merged: { en: 'merged', zh: '已合并' },
    declined: { en: 'declined', zh: '已拒绝' },
    none: { en: 'none', zh: '无' },
    yes: { en: 'yes', zh: '是' },
    no: { en: 'no', zh: '否' },
  },
  ...{
    person: { en: 'person', zh: '人' },
    bot: { en: 'bot', zh: '机器人' },
    'ai-agent': { en: 'AI agent', zh: 'AI 代理' },
    ghost: { en: 'deleted account', zh: '已注销账号' },
    newcomer: { en: 'newcomer', zh: '新人' },
    returning: { en: 'returning', zh: '回头贡献者' },
    maintainer: { en: 'maintainer', zh: '维护者' },
    sponsored: { en: 'sponsored', zh: '雇主支持' },
    volunteer: { en: 'volunteer', zh: '志愿者' },
    unknown: { en: 'unknown', zh: '未知' },
    agent: { en: 'by an AI agent', zh: '由 AI 代理完成' },
    assisted: { en: 'assisted', zh: 'AI 辅助' },
    'none told': { en: 'none told', zh: '未声明' },
  },
  ...{
    translation: { en: 'translation', zh: '翻译' },
    'continuous integration': { en: 'continuous integration', zh: '持续集成' },
    tests: { en: 'tests', zh: '测试' },
    governance: { en: 'governance', zh: '治理' },
    documentation: { en: 'documentation', zh: '文档' },
    'build and dependencies': { en: 'build and dependencies', zh: '构建与依赖' },
    design: { en: 'design', zh: '设计' },
    code: { en: 'code', zh: '代码' },
  },
  ...{
    major: { en: 'major', zh: '主版本' },
    minor: { en: 'minor', zh: '次版本' },
    patch: { en: 'patch', zh: '修订版本' },
    'pre-release': { en: 'pre-release', zh: '预发布' },
    other: { en: 'other', zh: '其他' },
  },
  ...{
    stars: { en: 'stars', zh: '星标' },
    forks: { en: 'forks', zh: '复刻' },
    watchers: { en: 'watchers', zh: '关注者' },
    clones: { en: 'clones', zh: '克隆' },
    'unique-cloners': { en: 'unique cloners', zh: '独立克隆者' },
    views: { en: 'views', zh: '浏览' },
    downloads: { en: 'downloads', zh: '下载' },
    dependents: { en: 'dependents', zh: '依赖者' },
  },
}

/** What a code in a metric's table (see `Column`) is called where people read it: itself, where it has no name. */
export function nameOfCode(code: string): Text {
  return (Object.hasOwn(names, code) && names[code]) || verbatim(code)
}
