import { z } from 'zod'
import { everybody } from '../../platform/context.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import * as answering from './answering/service.ts'
import * as campaigns from './campaigns/service.ts'
import * as forms from './forms/service.ts'
import {
  Answers,
  BallotCount,
  Campaign,
  CampaignResults,
  CorrectionForm,
  Day,
  NewCampaign,
  NewObservation,
  Observation,
  Questionnaire,
  SubjectWords,
  SurveyMetric,
  VersionedQuestionnaire,
} from './model.ts'
import * as observations from './observations/service.ts'
import * as results from './results/service.ts'
import * as service from './service.ts'
import { findSubject } from './subjects/service.ts'

const read = 'office.read'
const change = 'office.change'
const Id = z.string().max(100)

export const getSurveyMetrics = endpoint({
  method: 'GET',
  path: '/api/survey-metrics',
  summary: {
    en: 'Metrics that people tell, of a project, an organization, an event, or the office as a whole',
    zh: '由人提供的指标：按项目、组织、活动或整个办公室',
  },
  permission: read,
  input: SubjectWords.extend({ metrics: z.string().max(2000).optional(), from: Day.optional(), to: Day.optional() }),
  output: z.object({ metrics: z.array(SurveyMetric) }),
  handle: async (ctx, { metrics, from, to, ...words }) => ({
    metrics: await service.getSurveyMetrics(ctx, {
      ...{ subject: await findSubject(ctx, words), ids: metrics?.split(','), from, to },
    }),
  }),
})

export const listQuestionnaires = endpoint({
  method: 'GET',
  path: '/api/survey-forms',
  summary: { en: 'List questionnaires', zh: '列出问卷' },
  permission: read,
  input: z.object({}),
  output: z.object({ forms: z.array(VersionedQuestionnaire) }),
  handle: async ctx => ({ forms: await forms.getQuestionnaires(ctx) }),
})

export const getQuestionnaire = endpoint({
  method: 'GET',
  path: '/api/survey-forms/{form}',
  summary: { en: 'Get a questionnaire as it is written', zh: '获取问卷原文' },
  permission: read,
  input: z.object({ form: Id, version: z.coerce.number().int().optional() }),
  output: VersionedQuestionnaire.extend({ source: z.string() }),
  handle: (ctx, { form, version }) => forms.getQuestionnaire(ctx, form, version),
})

export const saveQuestionnaire = endpoint({
  method: 'POST',
  path: '/api/survey-forms',
  summary: { en: 'Save a questionnaire, written in YAML, as a new version', zh: '将 YAML 问卷保存为新版本' },
  permission: change,
  input: z.object({ source: z.string().max(200_000), active: z.boolean().default(true) }),
  output: VersionedQuestionnaire,
  handle: (ctx, { source, active }) => forms.saveQuestionnaire(ctx, source, active),
})

export const listSurveys = endpoint({
  method: 'GET',
  path: '/api/surveys',
  summary: { en: 'List surveys, the latest first', zh: '列出调查，最近的在前' },
  permission: read,
  input: z.object({}),
  output: z.object({ surveys: z.array(Campaign) }),
  handle: async ctx => ({ surveys: await campaigns.getCampaigns(ctx) }),
})

export const startSurvey = endpoint({
  method: 'POST',
  path: '/api/surveys',
  summary: { en: 'Start a survey', zh: '发起调查' },
  permission: change,
  input: NewCampaign,
  output: Campaign,
  handle: (ctx, wanted) => campaigns.createCampaign(ctx, wanted),
})

export const closeSurvey = endpoint({
  method: 'POST',
  path: '/api/surveys/{survey}/close',
  summary: { en: 'End a survey, for good', zh: '结束调查（不可恢复）' },
  permission: change,
  input: z.object({ survey: Id }),
  output: Campaign,
  handle: (ctx, { survey }) => campaigns.closeCampaign(ctx, survey),
})

export const makeBallots = endpoint({
  method: 'POST',
  path: '/api/surveys/{survey}/ballots',
  summary: {
    en: 'Make ballots, each of which answers once; they are told this once',
    zh: '生成一次性回答凭证（仅此次返回）',
  },
  permission: change,
  input: z.object({ survey: Id, count: BallotCount }),
  output: z.object({ ballots: z.array(z.string()) }),
  handle: async (ctx, { survey, count }) => ({ ballots: await campaigns.createBallots(ctx, survey, count) }),
})

export const getSurveyResults = endpoint({
  method: 'GET',
  path: '/api/surveys/{survey}/results',
  summary: {
    en: 'Results of a survey that is over; small groups are hidden',
    zh: '获取已结束调查的结果（人数过少者已隐藏）',
  },
  permission: read,
  input: z.object({ survey: Id }),
  output: CampaignResults,
  handle: (ctx, { survey }) => results.getResults(ctx, survey),
})

export const getOpenSurvey = endpoint({
  method: 'GET',
  path: '/api/public/surveys/{survey}',
  summary: { en: 'The questions of a survey that is open', zh: '获取进行中调查的问题' },
  permission: everybody,
  input: z.object({ survey: Id }),
  output: z.object({ form: Questionnaire, to: z.string(), least: z.number() }),
  handle: async (ctx, { survey }) => {
    const { form, to, least } = await answering.getOpenSurvey(ctx, survey)
    const { id, title, summary, measures, questions } = form
    return { form: { id, title, summary, measures, questions }, to, least }
  },
})

export const answerSurvey = endpoint({
  method: 'POST',
  path: '/api/public/surveys/{survey}/answers',
  summary: { en: 'Answer a survey, anonymously', zh: '匿名回答调查' },
  permission: everybody,
  input: z.object({ survey: Id, ballot: z.string().max(200).default(''), answers: Answers }),
  output: z.object({ kept: z.literal(true) }),
  handle: async (ctx, { survey, ballot, answers }) => {
    await answering.answerSurvey(ctx, survey, ballot, answers)
    return { kept: true as const }
  },
})

export const listObservations = endpoint({
  method: 'GET',
  path: '/api/observations',
  summary: { en: 'List observations that count, the latest day first', zh: '列出有效的观测记录，最近的在前' },
  permission: read,
  input: z.object({ metric: z.string().max(60).optional() }),
  output: z.object({ observations: z.array(Observation) }),
  handle: async (ctx, search) => ({ observations: await observations.getObservations(ctx, search) }),
})

export const recordObservation = endpoint({
  method: 'POST',
  path: '/api/observations',
  summary: { en: 'Write down an observation of a metric', zh: '记录指标观测' },
  permission: change,
  input: NewObservation,
  output: Observation,
  handle: (ctx, wanted) => observations.observe(ctx, wanted),
})

export const getObservationHistory = endpoint({
  method: 'GET',
  path: '/api/observations/{observation}',
  summary: { en: 'Every revision of an observation, the newest first', zh: '获取观测记录的全部修订' },
  permission: read,
  input: z.object({ observation: Id }),
  output: z.object({ revisions: z.array(Observation) }),
  handle: async (ctx, { observation }) => ({ revisions: await observations.getRevisions(ctx, observation) }),
})

export const correctObservation = endpoint({
  method: 'PUT',
  path: '/api/observations/{observation}',
  summary: {
    en: 'Correct or withdraw an observation; what was written stays in its history',
    zh: '更正或撤回观测（保留历史）',
  },
  permission: change,
  input: CorrectionForm.partial().extend({ observation: Id, withdrawn: z.boolean().optional() }),
  output: Observation,
  handle: (ctx, { observation, ...change }) => observations.correctObservation(ctx, observation, change),
})

export const sendCoverageReport = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/test-coverage',
  summary: {
    en: 'Send a report of test coverage: LCOV, Cobertura, JaCoCo, Clover, a Go profile or Istanbul’s summary',
    zh: '上传测试覆盖率报告：LCOV、Cobertura、JaCoCo、Clover、Go profile 或 Istanbul 摘要',
  },
  permission: change,
  upload: { limit: observations.largestReport },
  input: NewObservation.pick({ date: true, source: true, evidence: true }).extend({ project: Id }),
  output: Observation,
  handle: (ctx, about, file) => observations.observeCoverage(ctx, about, file),
})
