import type { Confidentiality, Segment, Slot } from './model.ts'

/** A series as the page's form sends it: texts by language, slots and parts of the agenda line by line. */
export function readSeriesForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    id: text('id'),
    title: { en: text('title.en'), zh: text('title.zh') },
    summary: { en: text('summary.en'), zh: text('summary.zh') },
    hosts: text('hosts')
      .split(/[\s,，]+/)
      .filter(word => word !== ''),
    visibility: text('visibility'),
    registration: text('registration'),
    link: text('link') || null,
    slots: readSlots(form),
    agenda: readAgenda(form),
    topics: text('topics')
      .split('\n')
      .flatMap(line => (line.trim() ? [{ en: line.trim(), zh: line.trim() }] : [])),
    reminders: text('reminders')
      .split(/[\s,，]+/)
      .flatMap(word => (Number(word) > 0 ? [Number(word)] : [])),
    status: text('status') || 'active',
  }
}

function readSlots(form: FormData): Partial<Slot>[] {
  const starts = form.getAll('slot.start').map(String)
  const field = (name: string, i: number) => String(form.getAll(`slot.${name}`)[i] ?? '').trim()
  return starts.flatMap((start, i) => {
    if (start === '') return []
    const name = field('name', i) || `${i + 1}`
    return [
      {
        id: field('id', i) || `slot-${i + 1}`,
        name: { en: name, zh: name },
        start: start.slice(0, 16),
        zone: field('zone', i) || 'UTC',
        minutes: Number(field('minutes', i)) || 60,
        rule: field('rule', i) || null,
        excluded: field('excluded', i)
          .split(/[\s,]+/)
          .filter(word => word !== ''),
      },
    ]
  })
}

function readAgenda(form: FormData): Segment[] {
  const field = (name: string, i: number) => String(form.getAll(`segment.${name}`)[i] ?? '').trim()
  return form.getAll('segment.title').flatMap((title, i) => {
    const text = String(title).trim()
    if (text === '') return []
    return [
      {
        id: field('id', i) || `part-${i + 1}`,
        title: { en: text, zh: field('zh', i) || text },
        minutes: Number(field('minutes', i)) || 10,
        confidentiality: (field('confidentiality', i) || 'public') as Confidentiality,
        speaker: field('speaker', i) || null,
      },
    ]
  })
}

/** What a touchpoint is like, to begin with. */
export const usualAgenda: readonly Omit<Segment, 'id'>[] = [
  { title: { en: 'Welcome', zh: '欢迎' }, minutes: 5, confidentiality: 'public', speaker: null },
  { title: { en: 'Guest', zh: '嘉宾分享' }, minutes: 15, confidentiality: 'recorded', speaker: null },
  { title: { en: 'Questions to the guest', zh: '问答' }, minutes: 5, confidentiality: 'recorded', speaker: null },
  {
    title: { en: 'News of the working groups', zh: '工作组动态' },
    minutes: 15,
    confidentiality: 'public',
    speaker: null,
  },
  { title: { en: 'Open forum', zh: '开放讨论' }, minutes: 20, confidentiality: 'chatham-house', speaker: null },
]
