import type { Text } from '../text/text.ts'

/** What may be wrong with a calendar. Each sentence may name one thing: a property, a component, a number. */
export const problemTexts = {
  'too-large': subject => ({
    en: `The calendar is larger than ${subject} bytes; the rest is not read. Offer less of the past, or several calendars.`,
    zh: `日历超过 ${subject} 字节,其余部分未读取。请减少过去的条目,或分成多个日历。`,
  }),
  'too-many-lines': subject => ({
    en: `The calendar has more than ${subject} lines; the rest is not read. Offer less of the past, or several calendars.`,
    zh: `日历超过 ${subject} 行,其余部分未读取。请减少过去的条目,或分成多个日历。`,
  }),
  'too-many-components': subject => ({
    en: `The calendar has more than ${subject} components; the rest is not read. Offer several calendars.`,
    zh: `日历中的组件超过 ${subject} 个,其余部分未读取。请分成多个日历。`,
  }),
  'too-many-properties': subject => ({
    en: `The calendar has more than ${subject} properties; the rest is not read. Offer several calendars.`,
    zh: `日历中的属性超过 ${subject} 个,其余部分未读取。请分成多个日历。`,
  }),
  'component-too-large': subject => ({
    en: `This ${subject} has too many properties; those from here on are left out. Shorten it.`,
    zh: `此 ${subject} 的属性过多,从这里起的属性已忽略。请将其缩短。`,
  }),
  'line-too-long': subject => ({
    en: `A line is longer than ${subject} bytes and is left out. Link to large contents instead.`,
    zh: `有一行超过 ${subject} 字节,已忽略。请改用链接引用大的内容。`,
  }),
  'too-many-parameters': subject => ({
    en: `A property has more than ${subject} parameters and is left out. Give it fewer.`,
    zh: `有一个属性的参数超过 ${subject} 个,已忽略。请减少参数。`,
  }),
  'too-many-values': subject => ({
    en: `${subject} lists too many values; they are left out. Use a rule, or several series.`,
    zh: `${subject} 列出的值过多,已忽略。请使用规则,或分成多个系列。`,
  }),
  'too-deep': subject => ({
    en: `${subject} stands within too many components and is left out. Nest it less.`,
    zh: `${subject} 嵌套层数过多,已忽略。请减少嵌套。`,
  }),
  'malformed-line': subject => ({
    en: `“${subject}” is no property with a value and is left out. Write it as NAME:VALUE.`,
    zh: `“${subject}”不是带值的属性,已忽略。请写成 NAME:VALUE。`,
  }),
  outside: subject => ({
    en: `${subject} stands in no calendar and is left out. Put it between BEGIN:VCALENDAR and END:VCALENDAR.`,
    zh: `${subject} 不在任何日历中,已忽略。请放在 BEGIN:VCALENDAR 与 END:VCALENDAR 之间。`,
  }),
  unopened: subject => ({
    en: `END:${subject} ends nothing and is left out. Add its BEGIN:${subject}.`,
    zh: `END:${subject} 没有对应的开头,已忽略。请补上 BEGIN:${subject}。`,
  }),
  unclosed: subject => ({
    en: `${subject} begins here and does not end; it is read as far as it goes. Add END:${subject}.`,
    zh: `${subject} 从这里开始但没有结尾,已读取到能读的地方。请补上 END:${subject}。`,
  }),
  'cut-off': subject => ({
    en: `The text ends within this ${subject}, which is left out. Offer the whole calendar.`,
    zh: `文本在此 ${subject} 中间结束,已忽略。请提供完整的日历。`,
  }),
  'no-calendar': () => ({
    en: 'This is no calendar: it has no BEGIN:VCALENDAR. Check the address.',
    zh: '这不是日历:没有 BEGIN:VCALENDAR。请检查地址。',
  }),
  'bad-value': subject => ({
    en: `The value of ${subject} cannot be read and is left out. Write it as RFC 5545 asks.`,
    zh: `${subject} 的值无法读取,已忽略。请按 RFC 5545 的要求书写。`,
  }),
  twice: subject => ({
    en: `${subject} stands twice; the first one counts. Remove the other.`,
    zh: `${subject} 出现了两次,以第一个为准。请删除另一个。`,
  }),
  missing: subject => ({
    en: `${subject} is missing here, so this is not understood and only kept. Add it.`,
    zh: `此处缺少 ${subject},因此未能理解,仅予保留。请补上。`,
  }),
  'undefined-zone': subject => ({
    en: `The time zone “${subject}” is used and not defined. Add a VTIMEZONE for it.`,
    zh: `使用了时区“${subject}”,但没有定义。请补上它的 VTIMEZONE。`,
  }),
} satisfies Record<string, (subject: string) => Text>
