import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { features } from '../src/app/features.ts'
import { kinds as jobKinds } from '../src/catalog/jobs/messages.ts'

/** Names and abbreviations that are the same in every language. */
const sameEverywhere = new Set(['API', 'English', '中文'])

for (const path of globSync('src/**/messages.ts')) {
  test(`${path} says everything in both languages`, async () => {
    const module: Record<string, unknown> = await import(`../${path}`)
    const texts = Object.entries(module).flatMap(([name, value]) => textsIn(name, value))
    assert.ok(texts.length > 0)
    for (const text of texts) checkText(text)
  })
}

test('every command, job, page in the navigation and operation is named in both languages', () => {
  const texts = features.flatMap(({ commands = [], jobs = [], pages = [], endpoints = [] }) => [
    ...commands.map(({ name, summary }) => ({ name, value: summary })),
    ...jobs.map(({ kind }) => ({ name: kind, value: requireName(kind) })),
    ...pages.flatMap(({ path, navigation }) => (navigation ? [{ name: path, value: navigation.title }] : [])),
    ...endpoints.map(({ path, summary }) => ({ name: path, value: summary })),
  ])
  assert.ok(texts.length > 30)
  for (const text of texts) checkText(text)
})

/** The page of jobs names each kind. */
function requireName(kind: string) {
  const name = jobKinds[kind]
  assert.ok(name, `no name for jobs of the kind ${kind}`)
  return name
}

interface Named {
  name: string
  value: { en: string; zh: string }
}

function textsIn(name: string, value: unknown): Named[] {
  if (typeof value === 'function') return textsIn(name, value(...Array(value.length).fill(placeholder)))
  if (value === null || typeof value !== 'object') return []
  if ('en' in value && typeof value.en === 'string') return [{ name, value: value as Named['value'] }]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(`${name}.${key}`, inner))
}

/** Stands for a number, a name, or an object of such. */
const placeholder: object = new Proxy(
  Object.assign(() => '1', {}),
  { get: (_, key) => (key === Symbol.toPrimitive ? () => '1' : placeholder) },
)

function checkText({ name, value: { en, zh } }: Named) {
  assert.match(en, /\p{L}/u, name)
  if (sameEverywhere.has(en)) assert.equal(zh, en, name)
  else assert.match(zh ?? '', /\p{Script=Han}/u, `${name}: “${zh}”`)
}
