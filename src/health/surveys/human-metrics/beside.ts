import type { Text } from '../../../lib/text/text.ts'
import { type HumanMetric, observed } from './human-metric.ts'

const score = {
  name: 'LFX Insights (not CHAOSS): Health Score',
  url: 'https://github.com/linuxfoundation/insights/blob/e30e6b0ddbad124a14b30729362fb11c9288a68e/frontend/docs/metrics/health-score.md',
}

/** Figures that models take and that none of CHAOSS's released metrics is. */
function beside(source: HumanMetric['source'], about: Omit<Parameters<typeof observed>[0], 'chaoss'>): HumanMetric {
  return { ...observed({ ...about, chaoss: about.name.en }), source }
}

const oneQuery: Text = {
  en: 'Stay with one source and one query: numbers of different ones cannot be compared.',
  zh: '请固定同一来源和检索式：不同来源的数字不可比较。',
}

export const besideMetrics: HumanMetric[] = [
  beside(
    { name: 'OpenSSF (not CHAOSS): Criticality Score', url: 'https://github.com/ossf/criticality_score' },
    {
      id: 'dependents',
      name: { en: 'Dependents', zh: '依赖它的项目数' },
      question: { en: 'How many depend on the project?', zh: '有多少项目依赖它？' },
      definition: {
        en: 'Projects that use it, on the day and in the index given',
        zh: '在所示日期和索引中使用该项目的项目数',
      },
      formula: { en: 'Count of projects that use it', zh: '使用它的项目数' },
      unit: { en: 'projects', zh: '个项目' },
      caveat: {
        en: 'An index sees public projects only, and what they declare.',
        zh: '索引只能看到公开项目及其声明的依赖。',
      },
    },
  ),
  beside(
    {
      name: 'Project Engagement (a figure of the model, not CHAOSS’s metric)',
      url: 'https://github.com/chaoss/wg-metrics-models/blob/main/metrics-model-libs/project-engagement/definition/project-engagement.md',
    },
    {
      id: 'meeting-count',
      name: { en: 'Meetings', zh: '会议次数' },
      question: { en: 'How often does the community meet?', zh: '社区多久开一次会？' },
      definition: {
        en: 'Meetings of the community in the time that the observation stands for',
        zh: '观测所涵盖时间内社区召开的会议次数',
      },
      formula: { en: 'Σ of meetings over the observations of the period', zh: '该时期各次观测的会议次数之和' },
      unit: { en: 'meetings', zh: '次会议' },
      combine: 'sum',
      caveat: { en: 'Write in the note for how long a time.', zh: '请在备注中说明时间跨度。' },
    },
  ),
  beside(score, {
    id: 'social-mentions',
    name: { en: 'Social mentions', zh: '社交提及' },
    question: { en: 'How often is the project mentioned?', zh: '项目被提及多少次？' },
    definition: {
      en: 'Mentions of the project in social media and the press in the time that the observation stands for',
      zh: '观测所涵盖时间内社交媒体与新闻中对项目的提及次数',
    },
    formula: { en: 'Σ of mentions over the observations of the period', zh: '该时期各次观测的提及次数之和' },
    unit: { en: 'mentions', zh: '次提及' },
    combine: 'sum',
    caveat: oneQuery,
  }),
  beside(score, {
    id: 'forge-mentions',
    name: { en: 'Mentions on forges', zh: '代码平台提及' },
    question: { en: 'How often do other projects speak of it?', zh: '其他项目提到它多少次？' },
    definition: {
      en: 'Mentions of the project in issues and change requests of others, up to the day given',
      zh: '截至所示日期，其他项目的议题和变更请求中提及该项目的次数',
    },
    formula: { en: 'Count that the forge’s search tells', zh: '以平台搜索结果为准的次数' },
    unit: { en: 'mentions', zh: '次提及' },
    caveat: oneQuery,
  }),
  beside(score, {
    id: 'search-queries',
    name: { en: 'Search queries', zh: '搜索次数' },
    question: { en: 'How often do people search for it?', zh: '人们多常搜索它？' },
    definition: {
      en: 'Searches for the project’s name in the time that the observation stands for, as a search engine tells them',
      zh: '观测所涵盖时间内，搜索引擎给出的项目名称搜索次数',
    },
    formula: { en: 'Σ of searches over the observations of the period', zh: '该时期各次观测的搜索次数之和' },
    unit: { en: 'searches', zh: '次搜索' },
    combine: 'sum',
    caveat: oneQuery,
  }),
  beside(score, {
    id: 'embargoed-organizations',
    name: { en: 'Organizations under embargo', zh: '受禁运的组织' },
    question: { en: 'Do organizations under embargo take part?', zh: '是否有受禁运的组织参与？' },
    definition: {
      en: 'Organizations with contributors that are under an embargo which binds the office, on the day given',
      zh: '在所示日期，有贡献者参与且受本办公室须遵守的禁运约束的组织数',
    },
    formula: { en: 'Count of such organizations', zh: '此类组织数' },
    unit: { en: 'organizations', zh: '个组织' },
    caveat: {
      en: 'Which embargo binds whom is a question for lawyers: name the list and its day as the source.',
      zh: '何种禁运约束何人属法律问题：请以名单及其日期作为来源。',
    },
  }),
  beside(
    { name: 'OpenSSF (not CHAOSS): Open Source Project Security Baseline', url: 'https://baseline.openssf.org/' },
    {
      id: 'osps-baseline',
      name: { en: 'OSPS Baseline controls passed', zh: '通过的 OSPS 基线控制项' },
      question: { en: 'How much of the security baseline is met?', zh: '满足了多少安全基线要求？' },
      definition: {
        en: 'Share of the controls of the project’s level that it passes, on the day given',
        zh: '在所示日期，项目所处级别的控制项中已通过的比例',
      },
      formula: { en: 'Controls passed ÷ controls of the level', zh: '已通过 ÷ 该级别的全部控制项' },
      unit: { en: 'of the controls', zh: '占控制项' },
      format: 'share',
      most: 1,
      caveat: {
        en: 'Name the level and the version of the baseline in the note.',
        zh: '请在备注中注明级别与基线版本。',
      },
    },
  ),
]
