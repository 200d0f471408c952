import { z } from 'zod'
import { isDay } from '../../lib/calendar-day/is-day.ts'
import { Sentence } from '../../lib/text/sentence.ts'
import { leastGroup } from '../identities/model.ts'
import { MetricResult } from '../metrics/model.ts'

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'lowercase letters, digits and _ only')
const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lowercase letters, digits and - only')
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a day as YYYY-MM-DD', abort: true })
  .refine(isDay, 'a day of the calendar, as YYYY-MM-DD')

/** Between which a question for a day is answered. */
export const daysOfAnswers = { first: '1900-01-01', last: '2100-12-31' }

/** One language will do for what an office writes for itself. */
const Words = z.union([
  z
    .string()
    .min(1)
    .max(2000)
    .transform(text => ({ en: text, zh: text })),
  Sentence,
])

const QuestionKind = z.enum(['likert', 'nps', 'choice', 'choices', 'number', 'date', 'text'])

export const Scale = z.enum(['agreement', 'satisfaction', 'ease', 'frequency'])
export type Scale = z.infer<typeof Scale>

export const Question = z.strictObject({
  id: Name,
  text: Words,
  help: Words.optional(),
  kind: QuestionKind,
  required: z.boolean().default(false),
  /** Asked only where this holds of the `answers` to questions before it. */
  when: z.string().min(1).max(2000).optional(),
  /** Of a Likert question: what its five points are called. */
  scale: Scale.default('agreement'),
  /** Of a Likert question whose agreement is bad news: 5 counts as 1. */
  reversed: z.boolean().default(false),
  options: z
    .array(
      z.strictObject({
        id: Slug,
        label: Words,
        /** “I’d rather not say”: counts neither for nor against. */
        neutral: z.boolean().default(false),
      }),
    )
    .min(2)
    .max(60)
    .optional(),
  /** Of a number. */
  least: z.number().optional(),
  most: z.number().optional(),
})
export type Question = z.infer<typeof Question>

/** How answers become the one number of a metric. */
export const Statistic = z.enum(['mean', 'nps', 'share', 'diversity'])
export type Statistic = z.infer<typeof Statistic>

export const Measure = z.strictObject({
  metric: Slug,
  as: Statistic,
  questions: z.array(Name).min(1).max(20),
  /** Of a share: the answers that count. */
  options: z.array(Slug).min(1).max(60).optional(),
})
export type Measure = z.infer<typeof Measure>

/** What is asked. Each change is a new version. */
export const Questionnaire = z.strictObject({
  id: Slug,
  title: Words,
  /** What it is for and who answers it, in a sentence or two: they read it first. */
  summary: Words,
  measures: z.array(Measure).max(30).default([]),
  questions: z.array(Question).min(1).max(60),
})
export type Questionnaire = z.infer<typeof Questionnaire>

export const VersionedQuestionnaire = Questionnaire.extend({
  version: z.number(),
  active: z.boolean(),
  origin: z.enum(['shipped', 'office']),
})
export type VersionedQuestionnaire = z.infer<typeof VersionedQuestionnaire>

/** Letters of an answer in words. */
export const longestText = 5000

/** By the question’s id. */
export const Answers = z.record(
  z.string().max(60),
  z.union([z.string().max(longestText), z.number(), z.array(z.string().max(60)).max(60), z.null()]),
)
export type Answers = z.infer<typeof Answers>

export const SubjectKind = z.enum(['office', 'project', 'organization', 'event'])
export type SubjectKind = z.infer<typeof SubjectKind>

/** What a campaign or an observation is about. Of the office there is one, and its id is empty. */
export const Subject = z.object({ kind: SubjectKind, id: z.string().max(200) })
export type Subject = z.infer<typeof Subject>

export const office: Subject = { kind: 'office', id: '' }

/** As addresses and commands have it: at most one of the three. */
export const SubjectWords = z.object({
  project: z.string().max(200).optional(),
  organization: z.string().max(200).optional(),
  event: z.string().max(200).optional(),
})
export type SubjectWords = z.infer<typeof SubjectWords>

export const CampaignSettings = z.object({
  /** Who is asked: a group of accounts, whoever holds one of the ballots, or everybody with the link. */
  audience: z.enum(['group', 'ballots', 'everybody']),
  group: z.string().max(60).nullable().default(null),
  /** Groups of answerers smaller than this are never told. */
  least: z.number().int().min(leastGroup).max(100).default(5),
  /** The question whose answers divide the results, at most one: of several, differences could tell who is who. */
  cohort: Name.nullable().default(null),
  /** Who may read free texts: nobody, those who may change the office, or a group. */
  textsFor: z.union([z.enum(['nobody', 'office']), z.string().regex(/^group:.{1,60}$/)]).default('nobody'),
  /** Days before the end on which the group is reminded. */
  remindBefore: z.array(z.number().int().min(0).max(60)).max(5).default([]),
})
export type CampaignSettings = z.infer<typeof CampaignSettings>

export const NewCampaign = CampaignSettings.extend({
  ...SubjectWords.shape,
  form: z.string().max(60),
  from: Day.optional(),
  to: Day,
})
export type NewCampaign = z.infer<typeof NewCampaign>

export const CampaignState = z.enum(['planned', 'open', 'closed'])
export type CampaignState = z.infer<typeof CampaignState>

export const Campaign = CampaignSettings.extend({
  id: z.string(),
  form: z.string(),
  version: z.number(),
  title: Sentence,
  subject: Subject,
  from: z.string(),
  /** The last day. */
  to: z.string(),
  state: CampaignState,
  /** How many were asked; null where nobody knows. */
  asked: z.number().nullable(),
  /** How many answered; null while fewer than `least` did. */
  answered: z.number().nullable(),
  createdAt: z.string(),
})
export type Campaign = z.infer<typeof Campaign>

/** Null wherever a number would tell of fewer people than may be told of. */
const Hideable = z.number().nullable()

export const QuestionResult = z.object({
  id: z.string(),
  kind: QuestionKind,
  text: Sentence,
  answered: Hideable,
  cells: z.array(z.object({ id: z.string(), label: Sentence, count: Hideable })),
  mean: Hideable,
  /** Where the mean lies with 95 % confidence. */
  low: Hideable,
  high: Hideable,
  nps: Hideable,
  /** Null for whoever may not read them, or where too few wrote some. */
  texts: z.array(z.string()).nullable(),
})
export type QuestionResult = z.infer<typeof QuestionResult>

export const CohortResult = z.object({
  question: z.string(),
  text: Sentence,
  rows: z.array(
    z.object({
      id: z.string(),
      label: Sentence,
      answered: Hideable,
      values: z.array(z.object({ question: z.string(), value: Hideable })),
    }),
  ),
})
export type CohortResult = z.infer<typeof CohortResult>

export const CampaignResults = z.object({
  campaign: Campaign,
  responseRate: Hideable,
  questions: z.array(QuestionResult),
  cohorts: CohortResult.nullable(),
  metrics: z.array(z.object({ metric: z.string(), value: Hideable })),
})
export type CampaignResults = z.infer<typeof CampaignResults>

export const NewObservation = z.object({
  ...SubjectWords.shape,
  metric: Slug,
  value: z.number(),
  /** Left out: today. */
  date: Day.optional(),
  /** Where the number comes from, in words or as an address. */
  source: z.string().trim().min(1).max(500),
  evidence: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  note: z.string().trim().max(2000).default(''),
})
export type NewObservation = z.infer<typeof NewObservation>

export const ReportForm = NewObservation.pick({ project: true, date: true, source: true, evidence: true })
export const CorrectionForm = NewObservation.pick({ value: true, date: true, source: true, evidence: true, note: true })
export const BallotCount = z.number().int().min(1).max(1000)

export const Observation = z.object({
  id: z.string(),
  revision: z.number(),
  metric: z.string(),
  subject: Subject,
  value: z.number(),
  date: z.string(),
  source: z.string(),
  evidence: z.string().nullable(),
  note: z.string(),
  withdrawn: z.boolean(),
  recordedAt: z.string(),
  recordedBy: z.string(),
})
export type Observation = z.infer<typeof Observation>

/** A metric that people tell, with the same face as one that is computed. */
export const SurveyMetric = MetricResult.extend({
  formula: z.string(),
  /** Whether people are asked, or somebody looks and writes it down. */
  by: z.enum(['survey', 'observation']),
  /** Questionnaires that measure it. */
  forms: z.array(z.string()),
  /** Bounds of the values that it can take. */
  least: z.number().nullable(),
  most: z.number().nullable(),
  /** How many of those who were asked answered, from 0 to 1; null where that is not known or not told. */
  coverage: Hideable,
  /** Of the newest campaign, as far as it is told; `hidden` where its value is. */
  response: z.object({ asked: Hideable, answered: Hideable, hidden: z.boolean() }).nullable(),
  /** The day of the newest value. */
  asOf: z.string().nullable(),
})
export type SurveyMetric = z.infer<typeof SurveyMetric>
