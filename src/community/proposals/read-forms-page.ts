import { findInstant } from '../../lib/wall-clock/wall-clock.ts'
import type { Zone } from '../../lib/zones/zone.ts'
import { Failure } from '../../platform/failure.ts'
import { About, type Away, Content, NewProposal } from './model.ts'

const mostRows = 40
const mostAway = 3

export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

export function bothOf(form: FormData, name: string) {
  return { en: textOf(form, `${name}-en`), zh: textOf(form, `${name}-zh`) }
}

export function readContent(form: FormData): Content {
  const content = Content.safeParse({
    title: bothOf(form, 'title'),
    abstract: bothOf(form, 'abstract'),
    benefit: bothOf(form, 'benefit'),
    topics: form.getAll('topics'),
    questions: form.getAll('questions'),
    level: textOf(form, 'level') || undefined,
    language: textOf(form, 'language'),
    slides: form.has('slides'),
  })
  if (content.success) return content.data
  throw incomplete
}

/** The rows that somebody filled in, those of the role that they take part as themselves first. */
export function readProposal(form: FormData, zone: Zone): NewProposal {
  const own = textOf(form, 'own')
  const rows = Array.from({ length: mostRows }, (_, at) => `s${at}-`).filter(
    prefix => textOf(form, `${prefix}name`) !== '',
  )
  const speakers = rows.map(prefix => ({
    role: textOf(form, `${prefix}role`),
    email: textOf(form, `${prefix}email`),
    about: aboutOf(form, prefix, zone),
  }))
  const first = Math.max(
    0,
    speakers.findIndex(({ role }) => role === own),
  )
  const ordered = [...speakers.slice(first, first + 1), ...speakers.toSpliced(first, 1)]
  const proposal = NewProposal.safeParse({
    track: textOf(form, 'track'),
    format: textOf(form, 'format'),
    content: readContent(form),
    speakers: ordered,
  })
  if (proposal.success) return proposal.data
  throw incomplete
}

export function readAbout(form: FormData, zone: Zone): About {
  const about = About.safeParse(aboutOf(form, '', zone))
  if (about.success) return about.data
  throw incomplete
}

function aboutOf(form: FormData, prefix: string, zone: Zone) {
  return {
    name: textOf(form, `${prefix}name`),
    employer: textOf(form, `${prefix}employer`),
    bio: bothOf(form, `${prefix}bio`),
    handle: textOf(form, `${prefix}handle`),
    attribution: textOf(form, `${prefix}attribution`) || undefined,
    penName: textOf(form, `${prefix}pen-name`),
    mayRecord: form.has(`${prefix}record`),
    away: awayOf(form, prefix, zone),
  }
}

/** Wall clocks of the call's zone, as the browser sends them: `2026-05-01T09:00`. */
function awayOf(form: FormData, prefix: string, zone: Zone): Away[] {
  return Array.from({ length: mostAway }, (_, at) => at).flatMap(at => {
    const from = findInstant(textOf(form, `${prefix}away${at}-from`), zone)
    const to = findInstant(textOf(form, `${prefix}away${at}-to`), zone)
    if (from === undefined || to === undefined) return []
    return from < to ? [{ from, to }] : []
  })
}

const incomplete = new Failure('invalid-input', {
  en: 'Something is missing: a title and an abstract in at least one language, the language it is spoken in, and of each speaker name and e-mail',
  zh: '内容不完整：标题和摘要至少填写一种语言，还需选择演讲语言，并填写每位讲者的姓名和邮箱',
})
