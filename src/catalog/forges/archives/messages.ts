import type { Text } from '../../../lib/text/text.ts'
import { verbatim } from '../../../lib/text/text.ts'

export const problems = {
  notJson: { en: 'is no JSON that can be read', zh: '不是可读的 JSON' },
  cutOff: { en: 'the file ends in the middle of this', zh: '文件在此处中断' },
  tooLong: { en: 'is longer than any that is read', zh: '过长，无法读取' },
  incomplete: {
    en: 'lacks what it must have: a whole number above zero or a name, a title and when it was made',
    zh: '缺少必需内容：大于零的整数编号或名称、标题和创建时间',
  },
  noTime: { en: 'has a time that cannot be: years go from 1 to 9999', zh: '含有不可能的时间：年份须在 1 至 9999 之间' },
  unknown: { en: 'is nothing that is kept', zh: '不是可保存的内容' },
  noItem: {
    en: 'does not say which issue or pull request it is of: name the file after its number, such as timeline-17.json',
    zh: '未说明所属的 issue 或 pull request：请以其编号命名文件，如 timeline-17.json',
  },
  noDate: { en: 'this message has no date that can be read', zh: '该邮件没有可读的日期' },
  noTar: { en: 'is no tar archive from here on', zh: '自此处起不是 tar 归档' },
} satisfies Record<string, Text>

/** Since 25 May 2025 (gharchive.org issues 310 and 312). */
export const partly: Text = {
  en: 'Since 25 May 2025 hours of GH Archive hold a part of what happened only, in 2026 of some repositories a few pull requests in a hundred, and nothing tells what is missing: for whole numbers collect from GitHub itself',
  zh: '自 2025 年 5 月 25 日起，GH Archive 的小时文件只包含部分事件（2026 年某些仓库仅有百分之几的拉取请求），且无法得知缺少了什么：如需完整数字，请直接从 GitHub 收集',
}

export const words = {
  title: { en: 'Forge archives', zh: '代码平台归档' },
  lead: {
    en: 'What a forge or a mailing list knows of a project, out of files and without a network: hourly files of GH Archive, migration archives of GitHub, what gh exports, mbox',
    zh: '不经网络，从文件导入代码平台或邮件列表的数据：GH Archive 小时文件、GitHub 迁移归档、gh 导出、mbox',
  },
  project: { en: 'Project', zh: '项目' },
  file: { en: 'File, gzip or not', zh: '文件（可为 gzip）' },
  repository: { en: 'Repository, where the file holds several: owner/name', zh: '仓库（文件含多个时）：owner/name' },
  host: { en: 'Host or list, where the file does not say: github.com', zh: '主机或列表（文件未说明时）：github.com' },
  import: { en: 'Read it in', zh: '导入' },
  read: { en: 'Read', zh: '已读' },
  problems: { en: 'Not read', zh: '未能读取' },
  known: { en: 'What is known of the project now, and who told it', zh: '查看该项目现有的数据及其来源' },
  noProjects: { en: 'There is no project yet', zh: '还没有项目' },
} satisfies Record<string, Text>

export const kinds: Record<string, Text> = {
  item: { en: 'issues, change requests and threads', zh: 'issue、变更请求和邮件主题' },
  event: { en: 'events', zh: '事件' },
  'commit-link': { en: 'commits of change requests', zh: '变更请求的提交' },
  release: { en: 'releases', zh: '发布' },
  branch: { en: 'branches', zh: '分支' },
  count: { en: 'counts', zh: '计数' },
  spread: { en: 'stars and forks', zh: '星标和复刻' },
}

export function inLine(line: number | undefined, text: Text): Text {
  return line === undefined ? text : { en: `line ${line}: ${text.en}`, zh: `第 ${line} 行：${text.zh}` }
}

export function sumUp(archive: string, host: string, read: number, added: number): Text {
  if (read === 0)
    return { en: `${archive} of ${host}: nothing in it is kept`, zh: `${archive}（${host}）：其中没有可保存的内容` }
  return {
    en: `${archive} of ${host}: ${read} records, ${added} of them new`,
    zh: `${archive}（${host}）：${read} 条记录，其中新增 ${added} 条`,
  }
}

export function moreProblems(count: number): Text {
  return count === 0 ? verbatim('') : { en: `and ${count} more that could not be read`, zh: `另有 ${count} 条未能读取` }
}
