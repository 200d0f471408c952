import { html } from 'hono/html'
import type { Locale } from '../../lib/text/text.ts'
import { Failure } from '../../platform/failure.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import { type Release, ReleaseChange, ReleaseState, releaseStates } from './model.ts'

/** What a release is said to be, in a form. */
export function releaseFields(release: Release | undefined, locale: Locale): Markup {
  const date = (name: 'releasedAt' | 'supportEnds' | 'endOfLife') =>
    html`<label>${words[name][locale]} <input class="form-control" type="date" name="${name}" value="${release?.[name] ?? ''}"></label>`
  const chosen = release?.state ?? 'released'
  return html`<label>${words.state[locale]} <select class="form-select" name="state">${ReleaseState.options.map(
    state => html`<option value="${state}"${state === chosen && ' selected'}>${releaseStates[state][locale]}</option>`,
  )}</select></label>
    ${date('releasedAt')}${date('supportEnds')}${date('endOfLife')}
    <label>${words.notes[locale]} <textarea class="form-control" name="notes" rows="2" maxlength="5000">${release?.notes ?? ''}</textarea></label>`
}

export function readReleaseChange(form: FormData): ReleaseChange {
  const field = (name: string) => String(form.get(name) ?? '').trim()
  const read = ReleaseChange.safeParse({
    state: field('state') || undefined,
    releasedAt: field('releasedAt') || null,
    supportEnds: field('supportEnds') || null,
    endOfLife: field('endOfLife') || null,
    notes: field('notes'),
  })
  if (read.success) return read.data
  throw new Failure('invalid-input', {
    en: 'The form cannot be read: choose a state, and days as 2027-04-30',
    zh: '无法读取表单：请选择状态，日期形如 2027-04-30',
  })
}
