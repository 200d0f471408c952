import { createAccount } from '../src/access/accounts/service.ts'
import { addMember, saveGroup } from '../src/access/groups/service.ts'
import { connect } from '../src/catalog/forges/connections/service.ts'
import { NewConnection } from '../src/catalog/forges/model.ts'
import { getProjects } from '../src/catalog/projects/service.ts'
import { saveSeries } from '../src/community/calls/series/service.ts'
import { report } from '../src/community/conduct/reporting/service.ts'
import { adoptCode } from '../src/community/conduct/service.ts'
import { NewItem } from '../src/community/library/model.ts'
import { addItem, publishItem } from '../src/community/library/service.ts'
import { saveTranslation } from '../src/community/library/translations/service.ts'
import { NewAgreement } from '../src/community/partners/agreements/model.ts'
import { offerAgreement, saveAgreement } from '../src/community/partners/agreements/service.ts'
import { NewCase } from '../src/community/partners/cases/model.ts'
import { answerCase, askApproval, publishCase, saveCase } from '../src/community/partners/cases/service.ts'
import { insertLink } from '../src/community/partners/guests/store.ts'
import { NewPartner } from '../src/community/partners/model.ts'
import { addContact, savePartner } from '../src/community/partners/service.ts'
import { defaultPlan as defaultProgram } from '../src/community/programs/default-plan.ts'
import { addSession, publish, saveProgram } from '../src/community/programs/service.ts'
import { defaultPlan as defaultCall } from '../src/community/proposals/default-plan.ts'
import { propose } from '../src/community/proposals/proposing/service.ts'
import { startReviewing } from '../src/community/proposals/reviewing/service.ts'
import { moveCall, saveCall } from '../src/community/proposals/service.ts'
import { inviteByOffice, renewLink } from '../src/community/summits/invitations/service.ts'
import { NewEdition } from '../src/community/summits/model.ts'
import { getNominations, nominate, vote } from '../src/community/summits/nominations/service.ts'
import { getEdition, saveEdition } from '../src/community/summits/service.ts'
import { addDeliverable } from '../src/community/working-groups/deliverables/service.ts'
import { NewWorkingGroup } from '../src/community/working-groups/model.ts'
import { saveWorkingGroup } from '../src/community/working-groups/service.ts'
import { NewAction } from '../src/health/actions/model.ts'
import { openAction } from '../src/health/actions/service.ts'
import { saveOrganization } from '../src/health/affiliations/organizations/service.ts'
import { NewAnnotation } from '../src/health/annotations/model.ts'
import { addAnnotation } from '../src/health/annotations/service.ts'
import { NewBadge } from '../src/health/badges/model.ts'
import { saveBadge } from '../src/health/badges/service.ts'
import { stopAddress, subscribe } from '../src/health/reports/subscriptions/service.ts'
import { answerSurvey } from '../src/health/surveys/answering/service.ts'
import { closeCampaign, createCampaign } from '../src/health/surveys/campaigns/service.ts'
import { NewCampaign, NewObservation } from '../src/health/surveys/model.ts'
import { correctObservation, observe } from '../src/health/surveys/observations/service.ts'
import { stopToken } from '../src/notifications/mail/guests/service.ts'
import { NewWebhook } from '../src/notifications/webhooks/model.ts'
import { createWebhook } from '../src/notifications/webhooks/service.ts'
import { anonymous, type Context } from '../src/platform/context.ts'
import { hashSecret } from '../src/platform/secret.ts'
import { ask } from '../src/requests/desk/asking/service.ts'
import type { NewGrant } from '../src/requests/grants/model.ts'
import { createGrant } from '../src/requests/grants/service.ts'
import { importSbom } from '../src/supply-chain/portfolio/documents/service.ts'
import { NewProduct } from '../src/supply-chain/portfolio/model.ts'
import { saveProduct } from '../src/supply-chain/portfolio/products/service.ts'

const nothing = { en: '', zh: '' }

/** Something of every kind, so that every page has something to show. Gives the addresses that only a link leads to. */
export async function fill(contextNow: () => Promise<Context>): Promise<string[]> {
  const first = await contextNow()
  for (const id of ['reviewers', 'committee', 'conduct', 'conduct-appeal']) {
    await saveGroup(first, { id, name: id, purpose: 'board', description: '', claim: null, externalId: null })
    await addMember(first, { group: id, account: first.actor.id, role: 'member', until: null })
  }
  const ctx = await contextNow()
  const webhook = NewWebhook.parse({ name: 'Chat', url: 'https://chat.example/hook', events: ['*'] })
  await createWebhook(ctx, webhook)
  const answers = { common: 'other', question: 'Which license?', category: 'license', dispute: false }
  await ask(ctx, { form: 'advice', subject: '', answers, ticks: ['before/no-secrets'] })
  await fillGroups(ctx)
  await createGrant(ctx, grantTo(ctx.actor.id))
  await fillPortfolio(ctx)
  await saveOrganization(ctx, { name: 'Harbor Inc', domains: [{ domain: 'harbor.example' }] })
  await fillSurveys(ctx)
  const readings = await fillActions(ctx)
  const reports = await fillReports(ctx)
  await connect(ctx, NewConnection.parse({ kind: 'gitea', origin: 'https://forge.example' }))
  return [
    `/public/mail/${encodeURIComponent(stopToken(ctx, 'guest@b.example'))}`,
    ...readings,
    ...reports,
    ...(await fillTalks(ctx)),
    ...(await fillSummit(await contextNow())),
    ...(await fillPartners(ctx)),
  ]
}

/** Where an action is opened: beside the readings of a project. */
async function fillActions(ctx: Context): Promise<string[]> {
  const [project] = await getProjects(ctx)
  const wish = { project: project?.id, model: 'sunset', part: 'commits', title: 'Find a maintainer', due: '2099-12-31' }
  await openAction(ctx, NewAction.parse(wish))
  return [`/health-models/sunset?project=${project?.id}`]
}

async function fillReports(ctx: Context): Promise<string[]> {
  await addAnnotation(ctx, NewAnnotation.parse({ day: '2026-03-10', title: 'A summit' }))
  await saveBadge(ctx, 'commits', NewBadge.parse({ metric: 'commits' }))
  const { id } = await subscribe(ctx, { kind: 'portfolio', subject: '', every: 'month' })
  return [stopAddress(ctx, id)]
}

function grantTo(account: string): NewGrant {
  return {
    ...{ request: 1, form: 'advice', permits: 'use', holder: { kind: 'account', id: account }, covers: 'version' },
    subject: { kind: 'none', id: '', key: '', range: null },
    usage: { product: null, distribution: null, modified: null, linkage: null, rule: null },
    ...{ conditions: [], obligations: [], validFrom: '2026-11-21', validUntil: null, reopenWhen: [] },
    snapshot: { license: null, cla: null, version: null, policies: [] },
  }
}

async function fillGroups(ctx: Context) {
  const group = { id: 'wg-tools', name: { en: 'Tools', zh: '工具' }, status: 'active', published: true }
  await saveWorkingGroup(ctx, NewWorkingGroup.parse(group))
  const dueOn = new Date(ctx.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  const due = { kind: 'deliverable' as const, state: 'planned' as const, dueOn, owner: '' }
  await addDeliverable(ctx, 'wg-tools', { ...due, title: { en: 'A guide', zh: '指南' } })
  await saveSeries(ctx, touchpoint)
  await adoptCode(ctx, { body: { en: 'Be **kind**.', zh: '友善待人。' }, license: 'CC-BY-4.0', attribution: '' })
  await report(ctx, { what: 'Shouting', where: 'the hall', concerned: '', contact: '' })
  const guide = { kind: 'guide', title: 'A guide', body: '# One\n\nText', attribution: 'The office' }
  const { id } = await addItem(ctx, NewItem.parse(guide))
  await publishItem(ctx, id)
  await saveTranslation(ctx, id, {
    language: 'zh',
    title: '指南',
    summary: '',
    body: '文字',
    translators: [],
    caughtUp: true,
  })
}

const touchpoint = {
  id: 'touchpoint',
  title: { en: 'Touchpoint', zh: '交流会' },
  summary: nothing,
  hosts: ['committee'],
  visibility: 'public' as const,
  slots: [
    {
      id: 'emea',
      name: { en: 'EMEA', zh: '' },
      start: '2026-01-08T14:00',
      zone: 'Europe/Paris',
      minutes: 60,
      rule: 'FREQ=MONTHLY;BYDAY=2TH',
      excluded: [],
    },
  ],
  topics: [],
  agenda: [
    {
      id: 'forum',
      title: { en: 'Forum', zh: '讨论' },
      minutes: 20,
      confidentiality: 'chatham-house' as const,
      speaker: null,
    },
  ],
  registration: 'rsvp' as const,
  link: 'https://meet.example/room',
  reminders: [60],
  status: 'active' as const,
  license: 'CC-BY-4.0',
}

async function fillTalks(ctx: Context): Promise<string[]> {
  const groups = { reviewers: 'reviewers', committee: 'committee', reviewsEach: 1 }
  const open = { ...defaultCall, ...groups, openToAll: true, deadline: { day: '2099-12-31', clock: '12pm' } }
  const title = { en: 'OSPOCon', zh: '开源办公室大会' }
  await saveCall(ctx, 'con', { ...open, title })
  const rolling = { askBefore: 28, answerWithin: 7, remindBefore: 2 }
  await saveCall(ctx, 'pool', { ...open, title: { en: 'Pool', zh: '' }, deadline: null, rolling })
  for (const id of ['con', 'pool']) await moveCall(ctx, id, 'open')
  const stranger = { ...ctx, actor: anonymous }
  const format = open.formats[0]
  const { links } = await propose(stranger, 'con', {
    track: open.tracks[0]?.id ?? '',
    format: format?.id ?? '',
    content: {
      ...{ title: { en: 'A talk', zh: '演讲' }, abstract: { en: 'Words', zh: '文字' }, benefit: nothing },
      ...{ topics: [], questions: [], level: 'intermediate', language: 'en', slides: true },
    },
    speakers: (format?.roles ?? []).slice(0, 1).map(({ id }) => ({
      role: id,
      email: 'guest@b.example',
      about: { ...{ name: 'Guest', employer: 'Mill', bio: nothing, handle: '' }, ...about },
    })),
  })
  await saveCall(ctx, 'open', { ...open, title })
  await moveCall(ctx, 'open', 'open')
  await startReviewing(ctx, 'con')
  await saveProgram(ctx, 'con', { ...defaultProgram, title, call: 'con' })
  const content = {
    ...{ title: { en: 'Coffee', zh: '茶歇' }, abstract: nothing, track: null, format: nothing },
    ...plain,
  }
  const place = { room: null, startsAt: '2027-04-23T02:00:00.000Z' }
  await addSession(ctx, 'con', { kind: 'break', content, minutes: 30, ...place })
  await publish(ctx, 'con', { despite: true })
  return [`/public/speakers/${links[0]?.secret}`, '/public/cfp/open/propose?format=talk', '/public/programs/con']
}

const about = { attribution: 'name' as const, penName: '', mayRecord: false, away: [] }
const plain = { language: null, speakers: [], expected: null, mayRecord: false, license: 'CC-BY-4.0' }

async function fillSummit(ctx: Context): Promise<string[]> {
  const name = { en: 'Peers', zh: '同行' }
  const about = { committee: 'committee', capacity: 2 }
  const wanted = { id: 'peers', name, state: 'nominating', published: true, about }
  await saveEdition(ctx, NewEdition.parse(wanted))
  const evidence = { advocate: 'talks', groups: 'chairs one', office: 'runs one' }
  const guest = { name: 'Guest', email: 'guest@b.example', organization: 'Mill', isSelf: true, evidence }
  await nominate({ ...ctx, actor: anonymous }, await getEdition(ctx, 'peers'), guest)
  const [nomination] = await getNominations(ctx, await getEdition(ctx, 'peers'))
  await vote(ctx, 'peers', nomination?.id ?? '', 'yes')
  await saveEdition(ctx, NewEdition.parse({ ...wanted, state: 'inviting' }))
  await inviteByOffice(ctx, 'peers')
  const link = await renewLink(ctx, 'peers', nomination?.id ?? '')
  await saveEdition(ctx, NewEdition.parse({ ...wanted, id: 'next' }))
  return [link, `${link}/letter`]
}

async function fillPartners(ctx: Context): Promise<string[]> {
  for (const [id, en] of [
    ['city', 'City of Paris'],
    ['center', 'St. Francis'],
  ] as const)
    await savePartner(ctx, NewPartner.parse({ id, kind: 'city', name: { en } }))
  const speaker = { name: 'Zoe', role: '', email: 'zoe@c.example', account: null, speaks: true }
  const { id: contact } = await addContact(ctx, 'city', speaker)
  const partners = ['center', 'city']
  const terms = NewAgreement.parse({ id: 'tools', title: { en: 'Tools' }, since: '2026-12-01', partners })
  await saveAgreement(ctx, terms)
  await offerAgreement(ctx, 'tools')
  const one = NewCase.parse({ id: 'story', title: { en: 'Open tools' }, body: { en: 'Together' }, partners })
  const { contentHash } = await saveCase(ctx, one)
  await askApproval(ctx, 'story')
  for (const partner of partners)
    await answerCase(ctx, 'story', { partner, answer: 'approve', given: 'letter', remark: '', contentHash })
  await publishCase(ctx, 'story')
  for (const [secret, link] of [
    ['of-case', { contact, about: 'case', subject: 'story' }],
    ['of-agreement', { contact, about: 'agreement', subject: 'tools' }],
  ] as const)
    await insertLink(ctx.db, hashSecret(secret), link)
  return ['/public/partner-answers/of-case', '/public/partner-answers/of-agreement']
}

const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { timestamp: '2026-11-20T00:00:00Z', component: { type: 'application', name: 'Harbor', version: '1.0.0' } },
  components: [
    {
      type: 'library',
      name: 'left-pad',
      version: '1.3.0',
      purl: 'pkg:npm/left-pad@1.3.0',
      licenses: [{ license: { id: 'WTFPL' } }],
    },
  ],
}

async function fillPortfolio(ctx: Context) {
  await saveProduct(ctx, NewProduct.parse({ id: 'harbor', name: 'Harbor', owner: 'reviewers' }))
  const content = Buffer.from(JSON.stringify(bill))
  await importSbom(ctx, { content, of: { product: 'harbor', version: '1.0.0' }, fileName: 'harbor.cdx.json' })
}

/** One that asks the administrator, one that is over and told, and an observation. */
async function fillSurveys(ctx: Context) {
  await saveGroup(ctx, {
    id: 'makers',
    name: 'Makers',
    purpose: 'board',
    description: '',
    claim: null,
    externalId: null,
  })
  const unnamed = { login: null, email: null, locale: null, timeZone: null, externalId: null }
  const others = await Promise.all(
    ['Mina', 'Noor', 'Owen', 'Pali'].map(name => createAccount(ctx, { ...unnamed, name })),
  )
  for (const account of [ctx.actor.id, ...others.map(({ id }) => id)])
    await addMember(ctx, { group: 'makers', account, role: 'member', until: null })
  const group = { form: 'event-experience', audience: 'group', group: 'makers', to: '2099-12-31' }
  await createCampaign(ctx, NewCampaign.parse(group))
  const today = ctx.now().toISOString().slice(0, 10)
  const open = { form: 'project-recommendability', audience: 'everybody', textsFor: 'office' }
  await createCampaign(ctx, NewCampaign.parse({ ...open, to: '2099-12-31' }))
  const over = await createCampaign(ctx, NewCampaign.parse({ ...open, to: today, cohort: 'as' }))
  for (const [recommend, as] of [...Array(6).fill([10, 'user']), ...Array(6).fill([4, 'contributor'])])
    await answerSurvey(ctx, over.id, '', { recommend, as, missing: recommend < 7 ? 'More examples' : null })
  await closeCampaign(ctx, over.id)
  const seen = { metric: 'job-opportunities', value: 42, source: 'https://jobs.example/' }
  const { id } = await observe(ctx, NewObservation.parse(seen))
  await correctObservation(ctx, id, { value: 40 })
}
