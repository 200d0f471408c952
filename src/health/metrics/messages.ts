import type { Text } from '../../lib/text/text.ts'

export const words = {
  measurement: { en: 'Measurement', zh: '度量' },
  lead: {
    en: 'CHAOSS’s metrics over one project, several or all, by any parameter; all that is asked stands in the address.',
    zh: '对一个、多个或全部项目按任意参数计算 CHAOSS 指标；所有条件都写在网址中。',
  },
  projects: { en: 'Projects, separated by commas', zh: '项目（以逗号分隔）' },
  allProjects: { en: 'all', zh: '全部' },
  parameters: { en: 'More parameters', zh: '更多参数' },
  show: { en: 'Show', zh: '显示' },
  beside: { en: 'Beside it', zh: '同时参看' },
  waiting: (count: string): Text => ({
    en: `${count} more are being worked out.`,
    zh: `另有 ${count} 项正在计算。`,
  }),
  rowsFollow: {
    en: 'What is behind this number is being worked out.',
    zh: '此数值背后的数据正在计算。',
  },
  beingWorkedOut: { en: 'being worked out', zh: '正在计算' },
  again: { en: 'See what has come since', zh: '查看最新结果' },
  metric: { en: 'Metric', zh: '指标' },
  value: { en: 'Value', zh: '数值' },
  unit: { en: 'Unit', zh: '单位' },
  question: { en: 'Question', zh: '问题' },
  groups: { en: 'Groups', zh: '分组' },
  group: { en: 'Group', zh: '组' },
  size: { en: 'Rows of facts', zh: '事实行数' },
  rows: { en: 'The rows behind it', zh: '背后的数据' },
  noRows: { en: 'Nothing is counted here', zh: '没有可统计的内容' },
  noGroups: { en: 'What it counts has no such groups', zh: '所统计的内容没有此类分组' },
  notKnown: { en: 'Unknown', zh: '未知' },
  facts: { en: 'From', zh: '依据' },
  commits: (count: string): Text => ({ en: count === '1' ? '1 commit' : `${count} commits`, zh: `${count} 次提交` }),
  items: (count: string): Text => ({
    en: count === '1' ? '1 issue or change request' : `${count} issues and change requests`,
    zh: `${count} 个议题与变更请求`,
  }),
  ofProjects: (count: string): Text => ({
    en: count === '1' ? 'of 1 project' : `of ${count} projects`,
    zh: `来自 ${count} 个项目`,
  }),
  collected: (at: string): Text => ({ en: `collected ${at}`, zh: `采集于 ${at}` }),
  upTo: (commit: string): Text => ({ en: `up to ${commit}`, zh: `截至 ${commit}` }),
  linesKnown: (share: string): Text => ({
    en: `changed lines known of ${share} of the commits`,
    zh: `已知改动行数的提交占 ${share}`,
  }),
  uncollected: {
    en: 'Nothing was collected that tells: connect the forge or import an archive; a repository is to be analysed first.',
    zh: '尚未采集相关数据：请连接代码平台或导入归档；仓库须先完成分析。',
  },
  projectsLack: (mined: string, all: string): Text => ({
    en: `By now ${mined} of ${all} projects are analysed. Numbers lack the others.`,
    zh: `目前已分析 ${all} 个项目中的 ${mined} 个；数字不含其余项目。`,
  }),
  linesLack: (share: string): Text => ({
    en: `By now the changed lines are known of ${share} of the commits. Numbers that rest on them lack the others.`,
    zh: `目前已知改动行数的提交占 ${share}；以此为依据的数字不含其余提交。`,
  }),
  inFuture: (count: string): Text => ({ en: `${count} dated in the future`, zh: `${count} 次提交的日期在未来` }),
  shown: (shown: string, all: string): Text => ({ en: `${shown} of ${all}`, zh: `${shown}，共 ${all}` }),
  largestOverTime: (shown: string, all: string): Text => ({
    en: `Over time: the ${shown} largest of ${all}`,
    zh: `随时间变化：最大的 ${shown} 个，共 ${all} 个`,
  }),
  earlier: { en: 'Earlier rows', zh: '上一页' },
  later: { en: 'More rows', zh: '下一页' },
  files: { en: 'As a file', zh: '导出' },
  filesLead: {
    en: 'The same numbers, for the same reader: names are masked in them as they are here.',
    zh: '与本页相同的数字；姓名的屏蔽方式与本页一致。',
  },
  rowsFile: { en: 'Rows (CSV)', zh: '数据行（CSV）' },
  badParameters: {
    en: 'These parameters do not fit: days are written as 2026-01-31, and choices are those of the form',
    zh: '参数不符合要求：日期格式为 2026-01-31，其余请从表单中选择',
  },
} as const
