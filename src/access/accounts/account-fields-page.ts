import { html } from 'hono/html'
import { locales } from '../../lib/text/text.ts'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import type { Markup } from '../../platform/web/page.ts'
import { words } from './messages.ts'
import type { Account } from './model.ts'
import type { FormReading } from './read-account-form.ts'

/** What a form asks of an account, filled with what is known. */
export function accountFields(
  account: Account | undefined,
  { locale, zones }: Pick<Context, 'locale' | 'zones'>,
): Markup {
  return html`<label>${words.name[locale]} <input class="form-control" name="name" required maxlength="200" value="${account?.name ?? ''}" autocomplete="name"></label>
    <label>${words.email[locale]} <input class="form-control" type="email" name="email" maxlength="320" value="${account?.email ?? ''}" autocomplete="email"></label>
    <label>${words.login[locale]} <input class="form-control" name="login" maxlength="200" value="${account?.login ?? ''}" autocomplete="username" autocapitalize="none">${!account && html`<span class="small">${words.loginHint[locale]}</span>`}</label>
    <label>${words.language[locale]} <select class="form-select" name="locale"><option value="">${words.asTheBrowser[locale]}</option>${locales.map(
      id => html`<option value="${id}"${account?.locale === id && ' selected'}>${words.languages[id][locale]}</option>`,
    )}</select></label>
    <label>${words.timeZone[locale]} <input class="form-control" name="timeZone" list="time-zones" maxlength="60" value="${account?.timeZone ?? ''}" placeholder="Asia/Shanghai"></label>
    <datalist id="time-zones">${zones.names().map(zone => html`<option value="${zone}"></option>`)}</datalist>`
}

/** What was read of a form, or the failure that says what is wrong with it. */
export function requireRead<Value>(read: FormReading<Value>): Value {
  if ('problem' in read) throw new Failure('invalid-input', read.problem)
  return read.value
}
