import type { Account } from '../src/access/accounts/model.ts'
import { ask } from '../src/requests/desk/asking/service.ts'
import type { NewRequest, Request } from '../src/requests/desk/model.ts'
import { saveDocument } from '../src/requests/documents/service.ts'
import { type Desk, openDesk } from './desk.ts'

/** A desk with one more form, about anything, whose policy is written by the test that uses it. */
export async function openSmallDesk(database: string) {
  const desk = await openDesk(database)
  const officer = await desk.hire('olga', ['officer'], ['office'])
  const dev = await desk.hire('dev', ['member'])
  let version = 0

  /** What decides from now on: `otherwise`, rules, scope, as a policy is written. */
  async function decideBy(policy: object, form: object = {}) {
    const write = (kind: 'form' | 'policy', source: object) =>
      saveDocument(desk.system, { kind, id: 'trip', source: JSON.stringify({ ...source, id: 'trip' }) })
    await write('form', { ...tripForm, ...form })
    await write('policy', { title: `Trips ${++version}`, forms: ['trip'], ...policy })
  }

  async function askFor(account: Account, rest: Partial<NewRequest> = {}): Promise<Request> {
    return ask(await desk.as(account), { form: 'trip', subject: '', answers: {}, ticks: [], ...rest })
  }

  return { ...desk, officer, dev, decideBy, askFor }
}

export type SmallDesk = Desk & Awaited<ReturnType<typeof openSmallDesk>>

const tripForm = {
  title: 'A trip',
  summary: 'Before somebody leaves',
  subject: 'none',
  permits: 'trip',
  sections: [{ title: 'Where', fields: [{ id: 'place', label: 'Place', type: 'text' }] }],
}

/** A policy that has people look at everything, in these steps. */
export function reviewedBy(...steps: object[]) {
  const named = steps.map(step => ({ id: 'look', title: 'Look', ...step }))
  return { otherwise: { decide: 'review', reason: 'Somebody looks at it', steps: named } }
}
