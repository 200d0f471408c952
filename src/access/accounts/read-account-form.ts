import type { Text } from '../../lib/text/text.ts'
import { AccountChange, NewAccount, OwnChange } from './model.ts'

export type FormReading<Value> = { value: Value } | { problem: Text }

/** What a form says of an account: a field left empty means none. */
export function readOwnForm(form: FormData) {
  return read(OwnChange, fieldsOf(form))
}

export function readChangeForm(form: FormData) {
  return read(AccountChange, fieldsOf(form))
}

export function readNewForm(form: FormData) {
  return read(NewAccount, fieldsOf(form))
}

const fields = ['login', 'email', 'locale', 'timeZone'] as const

function fieldsOf(form: FormData) {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    name: text('name'),
    ...Object.fromEntries(fields.filter(name => form.has(name)).map(name => [name, text(name) || null])),
  }
}

interface Schema<Value> {
  safeParse(input: unknown): { success: true; data: Value } | { success: false; error: { issues: Issue[] } }
}

interface Issue {
  path: PropertyKey[]
}

function read<Value>(schema: Schema<Value>, input: unknown): FormReading<Value> {
  const result = schema.safeParse(input)
  if (result.success) return { value: result.data }
  return { problem: problems[String(result.error.issues[0]?.path[0])] ?? notReadable }
}

const notReadable: Text = { en: 'The form does not fit: open the page again', zh: '表单不符合要求：请重新打开页面' }

const problems: Record<string, Text> = {
  name: { en: 'A name has from 1 to 200 characters', zh: '姓名长度须为 1 至 200 个字符' },
  login: { en: 'A sign-in name has from 1 to 200 characters and no blanks', zh: '登录名为 1 至 200 个字符，不含空格' },
  email: { en: 'The e-mail is no address like name@example.org', zh: '邮箱格式应如 name@example.org' },
  locale: { en: 'The language is English or Chinese', zh: '语言为英文或中文' },
  timeZone: {
    en: 'The time zone is one of the IANA database, such as Europe/Paris',
    zh: '时区须为 IANA 数据库中的名称，例如 Asia/Shanghai',
  },
}
