import { z } from 'zod'
import { Sentence } from '../../lib/text/sentence.ts'

/** Names that CEL can read: `request.linkage`, `facts.license`. */
export const Name = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'lowercase letters, digits and _ only')
/** Names that stand in addresses and files: `use-component`. */
export const Slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lowercase letters, digits and - only')
/** A condition in the Common Expression Language (cel.dev). */
export const Condition = z.string().min(1).max(2000)

/** One language will do for what an office writes for itself. */
export const Words = z.union([
  z
    .string()
    .min(1)
    .max(2000)
    .transform(text => ({ en: text, zh: text })),
  Sentence,
])

const FieldType = z.enum([
  'text',
  'long-text',
  'yes-no',
  'choice',
  'choices',
  'number',
  'date',
  'link',
  'email',
  'license',
  'people',
])

/** One question. */
export const Field = z.strictObject({
  id: Name,
  label: Words,
  help: Words.optional(),
  type: FieldType,
  required: z.boolean().default(false),
  /** What holds where nobody says otherwise: told to whoever asks, and theirs to change. */
  default: z.union([z.string(), z.boolean(), z.number()]).optional(),
  /** Asked only where this holds, of `request`, `facts`, `subject`, `requester`; then it may be required, too. */
  when: Condition.optional(),
  /** Of a choice. */
  options: z
    .array(z.strictObject({ id: z.string().min(1).max(60), label: Words }))
    .max(60)
    .optional(),
  /** The fact that answers it: where that is known, it is shown with its evidence and not asked. */
  known: Name.optional(),
})
export type Field = z.infer<typeof Field>

/** Who ticks a point, and when: the one who asks, a step of the review, or, after approval, the one who was granted. */
export const ChecklistItem = z.strictObject({
  id: Slug,
  text: Words,
  help: Words.optional(),
  when: Condition.optional(),
  /** Whether the list is complete without it. */
  required: z.boolean().default(true),
  /** Ids of what it answers: `OSPS-LE-02.01`, `GGI-A-21`, `TODO starting.md Legal`. */
  answers: z.array(z.string().max(100)).max(10).default([]),
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Checklist = z.strictObject({
  id: Slug,
  title: Words,
  /** `asking`: before it is sent. `after`: owed once it is granted. Else the id of the review step that ticks it. */
  by: z.union([z.literal('asking'), z.literal('after'), Slug]),
  items: z.array(ChecklistItem).min(1).max(100),
})
export type Checklist = z.infer<typeof Checklist>

export const SubjectKind = z.enum(['package', 'repository', 'project', 'organization', 'none'])
export type SubjectKind = z.infer<typeof SubjectKind>

/** What makes a grant be looked at again. */
export const ReopenTrigger = z.enum([
  'license-changed',
  'major-version',
  'cla-introduced',
  'owner-left',
  'policy-changed',
])
export type ReopenTrigger = z.infer<typeof ReopenTrigger>

/** How much of a package a grant covers: this version, versions up to the next major one, or all. */
export const Coverage = z.enum(['version', 'major', 'all'])
export type Coverage = z.infer<typeof Coverage>

export const GrantTerms = z.strictObject({
  covers: Coverage.optional(),
  /** Days that it holds; without, it holds until revoked or reopened. */
  days: z.number().int().min(1).max(3660).optional(),
  /** A date field of the form whose answer is the last day, never later than `days` allow. */
  until: Name.optional(),
  /** What must stay true. */
  conditions: z.array(Words).max(50).optional(),
  /** What the holder owes. */
  obligations: z.array(Words).max(50).optional(),
  reopenWhen: z.array(ReopenTrigger).optional(),
})
export type GrantTerms = z.infer<typeof GrantTerms>

/** A kind of request: what is asked, what is checked, and what an approval gives. Each change is a new version. */
export const Form = z.strictObject({
  id: Slug,
  title: Words,
  /** When to use it, in a sentence or two. */
  summary: Words,
  subject: SubjectKind,
  /** What to write as the subject. */
  subjectHelp: Words.optional(),
  sections: z
    .array(z.strictObject({ title: Words, fields: z.array(Field).min(1).max(60) }))
    .max(20)
    .default([]),
  checklists: z.array(Checklist).max(20).default([]),
  /** `grant`: who may do what. `answer`: words, kept as a precedent. */
  outcome: z.enum(['grant', 'answer']).default('grant'),
  /** What a grant of it permits: `use`, `contribute`, `release` … `ospo check` honours `use` and `exception`. */
  permits: Slug.optional(),
  /** Whom a grant is for: the one who asked, or everybody in the organization. */
  holder: z.enum(['requester', 'organization']).default('requester'),
  grant: GrantTerms.default({}),
  /** Fields that its register shows as columns. */
  register: z.array(Name).max(8).default([]),
  /** Ids of what the whole answers. */
  answers: z.array(z.string().max(100)).max(20).default([]),
})
export type Form = z.infer<typeof Form>

/** By the field's id; null where not answered. People are a list of names or e-mails. */
export const Answers = z.record(
  z.string(),
  z.union([z.string().max(20_000), z.boolean(), z.number(), z.array(z.string().max(300)).max(200), z.null()]),
)
export type Answers = z.infer<typeof Answers>

/** What conditions of a form and its policies may read. */
export interface Case {
  request: Answers
  /** By name, null where not known. */
  facts: Record<string, unknown>
  subject: Record<string, unknown>
  requester: { id: string; name: string; groups: readonly string[] }
  now: Date
}

/** Every field there, unanswered ones with their default or as null; what is no field of the form left out. */
export function completeAnswers(form: Form, answers: Answers): Answers {
  const fields = form.sections.flatMap(section => section.fields)
  // A field may be called as something that every object has: `constructor`.
  const given = new Map(Object.entries(answers))
  return Object.fromEntries(fields.map(field => [field.id, given.get(field.id) ?? field.default ?? null]))
}
