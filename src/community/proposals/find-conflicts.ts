import type { ConflictReason } from './model.ts'

interface Reviewer {
  account: string
  emails: readonly string[]
  /** In lower case. */
  logins: readonly string[]
  employer: string
}

interface Presenter {
  account: string | null
  email: string
  about: { employer: string; handle: string }
}

/** Addresses of providers that everybody uses say nothing of whom somebody works for. */
const publicDomains = new Set([
  '126.com',
  '139.com',
  '163.com',
  'aliyun.com',
  'foxmail.com',
  'gmail.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'outlook.com',
  'pm.me',
  'posteo.de',
  'proton.me',
  'protonmail.com',
  'qq.com',
  'sina.com',
  'sohu.com',
  'users.noreply.github.com',
  'vip.qq.com',
  'yahoo.com',
  'yandex.ru',
  'yeah.net',
  'zoho.com',
])

/** Why a reviewer may not judge what these propose; undefined where nothing is known against it. The closest reason counts. */
export function findConflict(
  reviewer: Reviewer,
  presenters: readonly Presenter[],
  { withinOneHouse = false } = {},
): ConflictReason | undefined {
  const reasons = presenters.map(presenter => reasonOf(reviewer, presenter))
  const counted = withinOneHouse ? order.slice(0, personal) : order
  return counted.find(reason => reasons.includes(reason))
}

const order: ConflictReason[] = ['same-person', 'same-email', 'same-login', 'same-employer', 'same-domain']
/** Of these, as many are about the person and not about whom they work for. */
const personal = 3

function reasonOf(reviewer: Reviewer, { account, email, about }: Presenter): ConflictReason | undefined {
  if (account === reviewer.account) return 'same-person'
  if (reviewer.emails.includes(email)) return 'same-email'
  const handle = about.handle.replace(/^@/, '').toLowerCase()
  if (handle !== '' && reviewer.logins.includes(handle)) return 'same-login'
  const employer = plainEmployer(about.employer)
  if (employer !== '' && employer === plainEmployer(reviewer.employer)) return 'same-employer'
  const domain = domainOf(email)
  const isShared = !isPublicDomain(domain) && reviewer.emails.some(own => isSameOrganization(domainOf(own), domain))
  return isShared ? 'same-domain' : undefined
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

export function isPublicDomain(domain: string): boolean {
  return publicDomains.has(domain)
}

/** One is the other, or lies below it: `cs.uni.example` and `uni.example`. */
function isSameOrganization(a: string, b: string) {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}

/** An employer without what only says which kind of company it is. */
export function plainEmployer(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[（(][^)）]*[)）]/g, ' ')
    .replaceAll(/(?<![\p{L}])(inc|ltd|llc|gmbh|corp|corporation|limited|company|plc|pty|ag|sa|co)(?![\p{L}])\.?/gu, ' ')
    .replaceAll(/(股份有限公司|有限责任公司|有限公司|集团|公司)$/g, '')
    .replaceAll(/[\s.,&]+/g, ' ')
    .trim()
}
