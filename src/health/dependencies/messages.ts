import type { Text } from '../../lib/text/text.ts'
import type { Advice, ComponentStanding } from './model.ts'

export const advices: Record<Advice, Text> = {
  invest: { en: 'invest', zh: '投入' },
  watch: { en: 'watch', zh: '关注' },
  ignore: { en: 'ignore', zh: '忽略' },
  unknown: { en: 'not known', zh: '未知' },
}

export const standings: Record<ComponentStanding, Text> = {
  measured: { en: 'measured', zh: '已度量' },
  'not-measured': { en: 'not measured', zh: '未度量' },
  'unknown-repository': { en: 'repository not known', zh: '仓库未知' },
}

export const words = {
  title: { en: 'Dependency health', zh: '依赖健康' },
  lead: {
    en: 'How healthy the projects are that we depend on, and where it is worth doing something',
    zh: '我们所依赖项目的健康状况，以及何处值得投入',
  },
  dependencies: { en: 'What we depend on', zh: '我们依赖的项目' },
  components: { en: 'Components in use', zh: '在用组件' },
  project: { en: 'Project', zh: '项目' },
  component: { en: 'Component', zh: '组件' },
  address: { en: 'Repository', zh: '仓库' },
  users: { en: 'Used by', zh: '使用方' },
  criticality: { en: 'Criticality', zh: '关键性' },
  risk: { en: 'Health risk', zh: '健康风险' },
  priority: { en: 'Priority', zh: '优先级' },
  advice: { en: 'Advice', zh: '建议' },
  health: { en: 'Health', zh: '健康' },
  standing: { en: 'Standing', zh: '状态' },
  readOn: (day: string): Text => ({ en: `read up to ${day}`, zh: `截至 ${day} 的解读` }),
  parts: (direct: string, indirect: string, development: string): Text => ({
    en: `${direct} directly at run time · ${indirect} through others · ${development} in development or if wanted`,
    zh: `运行时直接 ${direct} · 间接 ${indirect} · 开发或可选 ${development}`,
  }),
  who: (products: string, releases: string, projects: string, deliveries: string): Text => ({
    en: `${products} products (${releases} releases) · ${projects} projects · ${deliveries} deliveries`,
    zh: `${products} 个产品（${releases} 个发布）· ${projects} 个项目 · ${deliveries} 个交付物`,
  }),
  held: (projects: string, documents: string): Text => ({
    en: documents === '0' ? `${projects} projects` : `${projects} projects · ${documents} bills of materials`,
    zh: documents === '0' ? `${projects} 个项目` : `${projects} 个项目 · ${documents} 份物料清单`,
  }),
  range: (least: string, most: string): Text => ({
    en: `not known: between ${least} and ${most}`,
    zh: `未知：介于 ${least} 与 ${most} 之间`,
  }),
  nothingMeasured: { en: 'not known', zh: '未知' },
  waiting: { en: 'being read', zh: '解读中' },
  noDependencies: {
    en: 'No measured project is known to be where a component of ours comes from',
    zh: '没有任何已度量的项目被认定为我们所用组件的来源',
  },
  noDependenciesHint: {
    en: 'Below is where our components come from: add those repositories',
    zh: '下方列出组件的来源：请添加这些仓库',
  },
  noComponents: { en: 'No component', zh: '没有组件' },
  addIt: { en: 'not measured: add its repository', zh: '未度量：添加其仓库' },
  sayWhere: { en: 'say where it comes from', zh: '指明其来源' },
  how: { en: 'How it is reckoned', zh: '计算方式' },
  howCriticality: {
    en: 'u: users of each kind (directly at run time; through others at run time, or it is not told how; in development or if wanted). A product, project or delivery is one user, of its strongest kind. w: their weights, t: how many suffice.',
    zh: 'u：各类使用方数量（运行时直接；运行时间接或方式不明；仅开发或可选）。每个产品、项目或交付物计为一个使用方，取其最强的一类。w：权重，t：足够的数量。',
  },
  howRisk: {
    en: 'By the score of the model where somebody published one, else the mean over what it judges: good 0, fair ½, poor 1. What is not known may be anything: then the risk is a range, and never zero.',
    zh: '模型有公开评分时取其评分，否则取各项判断的平均：良好 0、一般 ½、较差 1。未知项可为任何值：此时风险为一个区间，绝不视为零。',
  },
  howAdvice: (invest: string, watch: string): Text => ({
    en: `Invest from ${invest}, watch from ${watch}, below that ignore; only where it is the same over the whole range.`,
    zh: `优先级不低于 ${invest} 时投入，不低于 ${watch} 时关注，更低则忽略；仅当整个区间结论一致时给出。`,
  }),
  weights: { en: 'Weights and what suffices', zh: '权重与足够数量' },
  model: { en: 'Model', zh: '模型' },
  settings: { en: 'Settings of dependencies', zh: '依赖设置' },
  change: { en: 'Change the settings', zh: '更改设置' },
  again: { en: 'Read anew what changed', zh: '重新解读有变化的项目' },
  all: { en: 'All', zh: '全部' },
  save: { en: 'Save', zh: '保存' },
  organizations: { en: 'Our organizations', zh: '我方组织' },
  organizationsHint: {
    en: 'one a line, by name; the one whose office this is, and what is part of these, are ours as well',
    zh: '每行一个名称；本办公室所属组织及其下属组织自动计入',
  },
  addresses: { en: 'Our repositories', zh: '我方仓库' },
  addressesHint: {
    en: 'one address a line; whatever lies below it is ours: https://forge.example/our-team',
    zh: '每行一个地址，其下的一切均属我方：https://forge.example/our-team',
  },
  fixLabels: { en: 'Labels of fixes', zh: '修复类标签' },
  onePerLine: { en: 'one a line', zh: '每行一个' },
  investFrom: { en: 'Invest from', zh: '投入起点' },
  watchFrom: { en: 'Watch from', zh: '关注起点' },
  dependenceFrom: { en: 'Much hangs on it from (criticality)', zh: '高依赖起点（关键性）' },
  influenceFrom: { en: 'There is a say from (share)', zh: '有影响力起点（占比）' },
  weightOf: { en: 'weight', zh: '权重' },
  enoughOf: { en: 'suffices', zh: '足够数量' },
  direct: { en: 'Directly at run time', zh: '运行时直接' },
  indirect: { en: 'Through others at run time', zh: '运行时间接' },
  development: { en: 'In development or if wanted', zh: '开发或可选' },
  badSettings: {
    en: 'Weights, counts and limits are numbers; limits lie between 0 and 1',
    zh: '权重、数量和界限均为数字；界限介于 0 与 1 之间',
  },
  where: { en: 'Where it comes from', zh: '来源' },
  whereLead: {
    en: 'Say where a component is made; what the office says outweighs all else',
    zh: '指明组件的来源；办公室的说法优先于其他来源',
  },
  package: { en: 'Package', zh: '软件包' },
  saidBy: { en: 'Said by', zh: '依据' },
  forget: { en: 'Take the office’s word back', zh: '撤回办公室的说法' },
  measureIt: { en: 'Measure it', zh: '度量该项目' },
  measureHere: {
    en: 'Clone it to where the office runs, and analyse it:',
    zh: '在办公室所在主机上克隆并分析：',
  },
  fetchIt: { en: 'Fetch and measure it', zh: '获取并度量' },
  fetchNote: {
    en: 'Its host is connected and turned on: the office may fetch it without signing in, and does so again every day.',
    zh: '其主机已连接并启用：办公室可免登录获取，并每天更新。',
  },
  keepUp: {
    en: 'The office fetches from hosts only that are connected and turned on. Keep the clone up to date with git, and analyse it again.',
    zh: '办公室只从已连接并启用的主机获取。请用 git 更新克隆后再次分析。',
  },
  isMeasured: { en: 'It is measured here as', zh: '已在此度量，项目为' },
  csv: { en: 'CSV', zh: 'CSV 表格' },
} as const
