import { html } from 'hono/html'
import type { Context } from '../../platform/context.ts'
import { Failure } from '../../platform/failure.ts'
import { alert } from '../../platform/web/card.ts'
import { formatNumber } from '../../platform/web/format.ts'
import type { Form } from '../../platform/web/page.ts'
import { findAccountCalled } from '../accounts/service.ts'
import { eraseAccount, eraseEntry } from '../erasure/service.ts'
import { words } from './messages.ts'

export const eraseLedgerForm: Form = {
  path: '/ledger/erase',
  permission: 'ledger.erase',
  async submit(ctx, { form }) {
    const text = (name: string) =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 1000)
    const erased = await erase(ctx, { seq: text('seq'), account: text('account'), why: text('why') })
    const count = formatNumber(erased, ctx.locale)
    return {
      title: words.erase,
      above: [{ title: words.ledger, href: '/ledger' }],
      content: html`${alert(words.wasErased(count)[ctx.locale], 'good')}<a class="btn" href="/ledger">${words.back[ctx.locale]}</a>`,
    }
  },
}

async function erase(ctx: Context, { seq, account: name, why }: { seq: string; account: string; why: string }) {
  if ((seq === '') === (name === '')) throw oneOfBoth
  if (seq !== '') return eraseEntry(ctx, Number(seq) || 0, why)
  const account = await findAccountCalled(ctx, name)
  if (account) return eraseAccount(ctx, account.id, why)
  throw new Failure('not-found', { en: `Nobody here is called ${name}`, zh: `没有名为 ${name} 的账户` })
}

const oneOfBoth = new Failure('invalid-input', {
  en: 'Give the number of an entry, or an account: one of both',
  zh: '请填写条目序号或账户，二者择一',
})
