import { packageOf } from '../../lib/purl/package-of.ts'
import { Failure } from '../../platform/failure.ts'
import type { Form } from '../../platform/web/page.ts'
import { Curation } from './model.ts'
import * as service from './service.ts'

/** Both are on the page of the component, to which they lead back. */
export const curateForm: Form = {
  path: '/licenses/curate',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const { link, ...fields } = Object.fromEntries(form)
    const curation = Curation.safeParse(link ? { ...fields, link } : fields)
    if (!curation.success) throw incomplete
    const { purl } = await service.curateLicense(ctx, curation.data)
    return { redirect: componentHref(purl) }
  },
}

export const withdrawForm: Form = {
  path: '/licenses/withdraw',
  permission: 'office.change',
  async submit(ctx, { form }) {
    const purl = String(form.get('purl') ?? '')
    await service.withdrawCuration(ctx, purl, String(form.get('why') ?? ''))
    return { redirect: componentHref(purl) }
  },
}

function componentHref(purl: string): string {
  return `/components/${encodeURIComponent(packageOf(purl))}`
}

const incomplete = new Failure('invalid-input', {
  en: 'A curation needs the version, an SPDX expression and a reason; a link begins with https://',
  zh: '核定需要版本、SPDX 表达式和理由；链接以 https:// 开头',
})
