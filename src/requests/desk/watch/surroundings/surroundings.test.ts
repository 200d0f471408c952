import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Desk, openDesk } from '../../../../../test/desk.ts'
import { startEngines } from '../../../../../test/engines.ts'
import type { Account } from '../../../../access/accounts/model.ts'
import { updateAccount } from '../../../../access/accounts/service.ts'
import type { ProjectSummary } from '../../../../catalog/office/model.ts'
import { saveSummary } from '../../../../catalog/office/store.ts'
import type { ReopenTrigger } from '../../../forms/model.ts'
import { getFormCalled } from '../../../forms/service.ts'
import type { NewGrant } from '../../../grants/model.ts'
import { createGrant, findGrants } from '../../../grants/service.ts'
import { decideNow, savePolicy } from '../../../policies/service.ts'
import { readSubject } from '../../../subjects/model.ts'
import { caseOf } from '../../course/service.ts'
import type { Request } from '../../model.ts'
import * as store from '../../store.ts'
import { reopenGrants } from '../service.ts'
import { findMoved } from './service.ts'

const { servers, missing } = await startEngines()
after(() => Promise.all(servers.map(server => server.stop())))

test('PostgreSQL took part in looking around', { skip: missing }, () => assert.equal(servers.length, 2))

const grants: Record<string, { form: string; subject: string; trigger: ReopenTrigger }> = {
  license: { form: 'use-component', subject: 'pkg:npm/left-pad@1.3.0', trigger: 'license-changed' },
  major: { form: 'use-component', subject: 'pkg:npm/right-pad@1.0.0', trigger: 'major-version' },
  version: { form: 'ai-tool', subject: 'pkg:npm/mid-pad@1.0.0', trigger: 'policy-changed' },
  analysis: { form: 'release', subject: 'Web', trigger: 'license-changed' },
  agreement: { form: 'contribute', subject: 'https://github.com/left/pad', trigger: 'cla-introduced' },
  owner: { form: 'archive', subject: 'web', trigger: 'owner-left' },
  policy: { form: 'foundation', subject: 'Pad Foundation', trigger: 'policy-changed' },
}

const happenings: [what: string, moved: string[], happen: (desk: Desk, holder: Account) => Promise<unknown>][] = [
  ['nothing', [], async () => undefined],
  ['a license changes', ['license'], desk => desk.use('web', { ...used, 'npm/left-pad@1.3.0': 'MPL-2.0' })],
  ['a lockfile is written anew with the same in it', [], desk => desk.use('web', used)],
  ['another project states the same of the same version', [], desk => desk.use('shop', used)],
  ['a major version comes into use', ['major'], desk => desk.use('shop', { 'npm/right-pad@2.0.0': 'MIT' })],
  ['another version comes into use', ['version'], desk => desk.use('shop', { 'npm/mid-pad@1.1.0': 'GPL-2.0-only' })],
  ['a project is analyzed', ['analysis'], ({ system }) => saveSummary(system.db, 'web', summary)],
  ['an agreement with the owner is asked for', ['agreement'], (desk, holder) => askForAgreement(desk, holder)],
  ['the holder leaves', ['owner'], ({ system }, { id }) => updateAccount(system, id, { active: false })],
  ['a policy of the form comes out anew', ['policy'], async ({ system }) => savePolicy(system, fresh)],
]

const used = { 'npm/left-pad@1.3.0': 'MIT', 'npm/right-pad@1.0.0': 'MIT' }

const fresh = `id: more
title: More
forms: [foundation]
rules: [{ id: never, when: "request.what == 'nothing'", decide: refuse, reason: never }]
`

for (const server of servers) {
  for (const [what, moved, happen] of happenings) {
    test(`when ${what}, what is looked at again is ${moved.join() || 'nothing'} (${server.name})`, async () => {
      const desk = await openDesk(await server.create())
      try {
        const holder = await desk.hire('dev', ['member'])
        await desk.use('web', used)
        const names = await grantAll(desk, holder)
        assert.deepEqual(await lookAround(desk, names), Object.keys(grants).sort(), 'at first all')
        await reopenGrants(desk.system)
        assert.equal((await findGrants(desk.system, { state: 'active' })).length, names.size)
        assert.deepEqual(await lookAround(desk, names), [])
        await happen(desk, holder)
        assert.deepEqual(await lookAround(desk, names), moved)
      } finally {
        await desk.close()
      }
    })
  }
}

async function lookAround({ system }: Desk, names: ReadonlyMap<string, string>): Promise<string[]> {
  const found: string[] = []
  for await (const moved of findMoved(system)) found.push(...moved.map(({ id }) => names.get(id) ?? id))
  return found.sort()
}

/** By id, what each is called here. */
async function grantAll(desk: Desk, holder: Account): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [name, { form, subject: written, trigger }] of Object.entries(grants)) {
    const request = await keepRequest(desk, holder, form, written)
    const grant: NewGrant = {
      request: request.number,
      form,
      permits: form,
      holder: { kind: 'account', id: holder.id },
      subject: request.subject,
      covers: 'version',
      usage: { product: null, distribution: null, modified: null, linkage: null, rule: null },
      conditions: [],
      obligations: [],
      validFrom: '2026-11-21',
      validUntil: null,
      reopenWhen: [trigger],
      snapshot: { license: null, cla: null, version: null, policies: [] },
    }
    names.set((await createGrant(desk.system, grant)).id, name)
  }
  return names
}

async function keepRequest({ system }: Desk, { id }: Account, form: string, written: string): Promise<Request> {
  const at = system.now().toISOString()
  const subject = readSubject((await getFormCalled(system, form)).subject, written)
  assert.ok('key' in subject)
  const asked = await caseOf(system, { answers: {}, facts: {}, subject, requester: id })
  const { outcome: verdict, reason, by } = await decideNow(system, form, asked)
  const request: Request = {
    number: await store.takeNextNumber(system.db),
    form: { id: form, version: 1 },
    title: written,
    subject,
    requester: id,
    askedBy: id,
    answers: {},
    facts: {},
    state: 'approved',
    round: 1,
    decision: {
      verdict,
      reason,
      by: by && { policy: by.policy, version: by.version, rule: by.rule },
      heard: [],
      grant: {},
      hold: false,
      heardAt: at,
      groups: [],
      outcome: 'approve',
    },
    submittedAt: at,
    changedAt: at,
    decidedAt: at,
    rating: null,
    ratingNote: null,
  }
  await store.insertRequest(system.db, request, undefined)
  return request
}

async function askForAgreement(desk: Desk, holder: Account) {
  const request = await keepRequest(desk, holder, 'cla', 'https://github.com/left')
  const answers = { what: 'sign', kind: 'corporate' }
  await store.updateRequest(desk.system.db, { ...request, state: 'open', answers })
}

const summary: ProjectSummary = {
  activity: 'active',
  history: null,
  license: 'MIT',
  components: 2,
  directComponents: 2,
  manifests: 1,
  verdicts: { allow: 2, review: 0, deny: 0, waived: 0 },
  keyFiles: [],
  findings: [],
  warnings: [],
  summarizedAt: '2026-11-21T12:00:00.000Z',
}
