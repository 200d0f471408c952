import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { DeskDocument } from '../documents/model.ts'
import { getDocument, getDocuments } from '../documents/service.ts'
import { type AskedField, findItems, findProblems, isEmpty, settleAnswers } from './answers.ts'
import type { Form } from './model.ts'
import { parseForm } from './parse-form.ts'

export { type AskedField, findItems, findProblems, isEmpty, parseForm, settleAnswers }

/** A form in one of its versions. */
export interface VersionedForm extends Form {
  version: number
  active: boolean
}

/** The newest version of each. One that can no longer be read is left out: it is told where forms are edited. */
export async function getForms(ctx: Pick<Context, 'db'>): Promise<VersionedForm[]> {
  return (await getDocuments(ctx, 'form')).flatMap(document => {
    const parsed = read(document)
    return 'form' in parsed ? [versioned(parsed.form, document)] : []
  })
}

/** By its id, or by what it permits: `use` finds the form of that permission. */
export async function getFormCalled(ctx: Pick<Context, 'db'>, name: string): Promise<VersionedForm> {
  const forms = (await getForms(ctx)).filter(({ active }) => active)
  const form = forms.find(({ id }) => id === name) ?? forms.find(({ permits }) => permits === name)
  if (form) return form
  const all = forms.map(({ id }) => id).join(', ')
  throw new Failure('not-found', {
    en: `There is no form ${name}; there are ${all}`,
    zh: `没有表单 ${name}；现有 ${all}`,
  })
}

/** As it was when it was asked. */
export async function getForm(ctx: Pick<Context, 'db'>, id: string, version: number): Promise<VersionedForm> {
  const document = await getDocument(ctx, 'form', id, version)
  const parsed = read(document)
  if ('form' in parsed) return versioned(parsed.form, document)
  throw new Failure('conflict', parsed.problem)
}

/** Each text is read once, whichever office it is of. */
const readings = new Map<string, ReturnType<typeof parseForm>>()
const mostReadings = 500

function read({ source, id }: Pick<DeskDocument, 'source' | 'id'>): { form: Form } | { problem: Text } {
  const known = readings.get(source)
  if (known) return known
  const reading = parseForm(source, id)
  if (readings.size >= mostReadings) readings.clear()
  readings.set(source, reading)
  return reading
}

function versioned(form: Form, { version, active }: DeskDocument): VersionedForm {
  return { ...form, version, active }
}
