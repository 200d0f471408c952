import { checkCondition } from '../../lib/cel/check-condition.ts'
import type { Text } from '../../lib/text/text.ts'
import { readYaml, type YamlProblem } from '../../lib/yaml/read-yaml.ts'
import { factNames } from '../evidence/model.ts'
import { Form } from './model.ts'

/** Reads a form written in YAML or JSON, and holds it to itself: names once, conditions that can be read, facts that exist. */
export function parseForm(source: string, name: string): { form: Form } | { problem: Text } {
  const read = readYaml(source, name, Form, problemsOf)
  return 'problem' in read ? read : { form: read.value }
}

function* problemsOf(form: Form): Generator<YamlProblem> {
  yield* fieldProblems(form)
  yield* itemProblems(form)
  const ids = new Set(form.sections.flatMap(({ fields }) => fields.map(({ id }) => id)))
  for (const id of form.register) if (!ids.has(id)) yield unknownField(['register'], id)
  if (form.grant.until && !ids.has(form.grant.until)) yield unknownField(['grant', 'until'], form.grant.until)
  if (form.outcome === 'grant' && !form.permits)
    yield { path: [], problem: { en: 'permits: what does a grant of it permit?', zh: 'permits：授权允许什么？' } }
}

function* fieldProblems({ sections }: Form): Generator<YamlProblem> {
  const seen = new Set<string>()
  for (const [i, { fields }] of sections.entries()) {
    for (const [j, { id, when, known, type, options }] of fields.entries()) {
      const path = ['sections', i, 'fields', j]
      if (seen.has(id)) yield twice(path, id)
      seen.add(id)
      if (known !== undefined && !Object.hasOwn(factNames, known)) yield unknownFact([...path, 'known'], known)
      if (type.startsWith('choice') && !options?.length)
        yield { path, problem: { en: `${id}: a choice needs options`, zh: `${id}：选择题需要选项` } }
      yield* conditionProblems([...path, 'when'], when, seen)
    }
  }
}

function* itemProblems({ sections, checklists }: Form): Generator<YamlProblem> {
  const fields = new Set(sections.flatMap(section => section.fields.map(({ id }) => id)))
  const lists = new Set<string>()
  for (const [i, { id, items }] of checklists.entries()) {
    if (lists.has(id)) yield twice(['checklists', i], id)
    lists.add(id)
    const seen = new Set<string>()
    for (const [j, item] of items.entries()) {
      const path = ['checklists', i, 'items', j]
      if (seen.has(item.id)) yield twice(path, item.id)
      seen.add(item.id)
      yield* conditionProblems([...path, 'when'], item.when, fields)
    }
  }
}

/** A field may hang on those before it; a point of a checklist on any. */
function* conditionProblems(path: PropertyKey[], source: string | undefined, fields: ReadonlySet<string>) {
  const problem = source === undefined ? undefined : checkCondition(source, { request: fields, facts })
  if (problem) yield { path, problem }
}

const facts = new Set(Object.keys(factNames))

function unknownField(path: PropertyKey[], id: string): YamlProblem {
  return { path, problem: { en: `there is no field ${id}`, zh: `没有字段 ${id}` } }
}

function unknownFact(path: PropertyKey[], name: string): YamlProblem {
  const all = Object.keys(factNames).join(', ')
  return { path, problem: { en: `there is no fact ${name}; there are ${all}`, zh: `没有事实 ${name}；现有 ${all}` } }
}

function twice(path: PropertyKey[], id: string): YamlProblem {
  return { path, problem: { en: `${id} is there twice`, zh: `${id} 出现了两次` } }
}
