import { either } from '../../lib/text/either.ts'
import type { Locale, Text } from '../../lib/text/text.ts'
import type { CallPlan, Finding, Format, FormatRole, NewProposal } from './model.ts'

type Shape = Pick<NewProposal, 'track' | 'format' | 'content'> & { speakers: readonly { role: string }[] }

/** Whether a proposal keeps to the call and to the rules of its format; what it lacks is said in sentences. */
export function checkProposal(plan: CallPlan, proposal: Shape): Finding[] {
  const format = plan.formats.find(({ id }) => id === proposal.format)
  const found: Finding[] = []
  if (!plan.tracks.some(({ id }) => id === proposal.track)) found.push(unknown('track', proposal.track))
  for (const topic of proposal.content.topics) {
    if (!plan.topics.some(({ id }) => id === topic)) found.push(unknown('topics', topic))
  }
  if (!format) return [...found, unknown('format', proposal.format)]
  return [...found, ...checkRoles(format, proposal.speakers), ...checkSlides(format, proposal.content.slides)]
}

function checkRoles(format: Format, speakers: readonly { role: string }[]): Finding[] {
  const strange = speakers.filter(({ role }) => !format.roles.some(({ id }) => id === role))
  const wrongly = format.roles.flatMap(role => {
    const count = speakers.filter(speaker => speaker.role === role.id).length
    return count < role.min || count > role.max ? [{ at: 'speakers', text: countSentence(format, role, count) }] : []
  })
  return [...strange.map(({ role }) => unknown('speakers', role)), ...wrongly]
}

function checkSlides({ name, slides }: Format, hasSlides: boolean): Finding[] {
  if (slides === 'required' && !hasSlides) {
    const text = inBoth(
      name,
      en => `${en} is given with slides: say that there are some`,
      zh => `${zh}需要幻灯片：请确认会准备`,
    )
    return [{ at: 'slides', text }]
  }
  if (slides === 'forbidden' && hasSlides) {
    const text = inBoth(
      name,
      en => `${en} is given without slides: leave them out`,
      zh => `${zh}不使用幻灯片：请不要勾选`,
    )
    return [{ at: 'slides', text }]
  }
  return []
}

function countSentence(format: Format, role: FormatRole, count: number): Text {
  return {
    en: `${either(format.name, 'en')} needs ${range(role, 'en')} as ${either(role.name, 'en')}, and ${count} ${count === 1 ? 'is' : 'are'} named`,
    zh: `${either(format.name, 'zh')}的“${either(role.name, 'zh')}”需要 ${range(role, 'zh')} 人，目前填写了 ${count} 人`,
  }
}

function range({ min, max }: FormatRole, locale: Locale): string {
  if (min === max) return String(min)
  return locale === 'en' ? `${min} to ${max}` : `${min} 至 ${max}`
}

function unknown(at: string, id: string): Finding {
  const text = {
    en: `The call has no ${id} among its ${at}: choose one of those`,
    zh: `征稿中没有 ${id}：请从列表中选择`,
  }
  return { at, text }
}

function inBoth(name: Text, en: (name: string) => string, zh: (name: string) => string): Text {
  return { en: en(either(name, 'en')), zh: zh(either(name, 'zh')) }
}
