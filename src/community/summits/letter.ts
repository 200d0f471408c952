import { either } from '../../lib/text/either.ts'
import type { Locale } from '../../lib/text/text.ts'
import type { Edition, TaskState } from './model.ts'

interface Writer {
  name: string
  organization: string
}

/** What an invited person may hand to their manager, in paragraphs; with their own words where they prepared some. */
export function writeLetter(edition: Edition, writer: Writer, tasks: readonly TaskState[], locale: Locale): string[] {
  const { about } = edition
  const facts = {
    name: either(edition.name, locale),
    purpose: either(about.purpose, locale),
    place: either(about.place, locale),
    day: about.day ?? '',
  }
  const note = (id: string) => tasks.find(({ task }) => task === id)?.note ?? ''
  return locale === 'en' ? english(facts, writer, note) : chinese(facts, writer, note)
}

interface Facts {
  name: string
  purpose: string
  place: string
  day: string
}

type Note = (task: string) => string

function english({ name, purpose, place, day }: Facts, writer: Writer, note: Note): string[] {
  const where = [place && ` in ${place}`, day && ` on ${day}`].join('')
  return [
    'Dear manager,',
    `I am invited to ${name}${where}. There is no open registration: a committee chose each guest by what they have shown in open source. ${purpose}`.trim(),
    `Why it matters to ${writer.organization || 'us'}: guests who run open source offices compare how they decide, comply, contribute and measure, and say openly what failed. I can bring our questions and come back with answers that have worked elsewhere.`,
    ...(note('peers') ? [`What I want to learn: ${note('peers')}`] : []),
    ...(note('lessons') ? [`What I bring: ${note('lessons')}`] : []),
    ...(note('help') ? [`How we could take part: ${note('help')}`] : []),
    'Afterwards I will report in writing what we can use, who can help us, and what I propose to do next.',
    'I ask for your agreement to the time and the travel.',
    writer.name,
  ]
}

function chinese({ name, purpose, place, day }: Facts, writer: Writer, note: Note): string[] {
  const where = [day && `${day}`, place && `在${place}`].filter(Boolean).join('')
  return [
    '尊敬的领导：',
    `我受邀参加${where}举办的“${name}”。该会议不开放报名，由委员会根据每位嘉宾在开源方面的实绩遴选。${purpose}`,
    `对${writer.organization || '我们'}的意义：与会者多为各机构开源办公室的负责人，会坦诚交流决策、合规、贡献与度量的做法，也包括失败的教训。我将带去我们的问题，并带回在别处行之有效的答案。`,
    ...(note('peers') ? [`我希望学习：${note('peers')}`] : []),
    ...(note('lessons') ? [`我将分享：${note('lessons')}`] : []),
    ...(note('help') ? [`我们可以参与的方式：${note('help')}`] : []),
    '会后我将书面汇报可借鉴之处、可求助的同行，以及下一步建议。',
    '恳请批准所需的时间与差旅。',
    writer.name,
  ]
}
