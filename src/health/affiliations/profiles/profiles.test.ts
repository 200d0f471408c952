import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfPeople } from '../../../../test/staff.ts'
import { runCommand } from '../../../../test/terminal.ts'
import { findPerson } from '../../identities/api.ts'
import { learnAccounts } from '../../identities/service.ts'
import { changeOrganization } from '../api.ts'
import { claimedEmployersCommand } from '../cli.ts'
import { enroll, getAffiliations } from '../enrollments/service.ts'
import { learnProfiles } from './service.ts'

const office = await openOfficeOfPeople()
const { app, admin, admit } = office
after(() => app.close())
const officer = await admit('officer', 'officer')

const ada = { name: 'Ada', email: null, login: 'ada', host: 'github.com' }
const bo = { name: 'Bo', email: null, login: 'bo', host: 'github.com' }
await learnAccounts(admin, [ada, bo])

/** As a forge's profiles are given. */
async function tell(...profiles: [login: string, company: string | null, at: string][]) {
  const rows = profiles.map(
    ([login, company, at]) =>
      `('${login}', 'github.com', ${company === null ? 'null' : `'${company}'`}, timestamp '${at}')`,
  )
  await learnProfiles(admin, `(values ${rows.join(', ')}) as t(account_login, host, company, "at")`)
}

async function worked(key: string) {
  const { people } = await officer.call(findPerson, { key })
  const terms = await getAffiliations(admin, people[0] ?? '')
  return terms.map(({ organization, since, until, evidence }) => [organization, since, until, evidence])
}

test('what a profile says is evidence from the day since which it says so, once the office knows the organization', async () => {
  await tell(['ada', '@acme', '2025-03-01'], ['bo', 'ACME ', '2025-05-01'])
  assert.deepEqual(await worked('@ada@github.com'), [])
  assert.equal((await runCommand(officer.call, claimedEmployersCommand, [])).printed.replaceAll(/ +/g, ' '), 'ACME 2')
  assert.match(await (await officer.get('/curation')).text(), /Employers that profiles name.*ACME/s)
  await officer.post('/organizations', { name: 'Acme' })
  assert.deepEqual(await worked('@ada@github.com'), [['Acme', '2025-03-01', null, 'profile']])
  assert.equal((await runCommand(officer.call, claimedEmployersCommand, [])).printed, '')
})

test('a profile that changed ends what it said before; told again, it changes nothing', async () => {
  await tell(['ada', 'Globex GmbH', '2026-02-01'], ['bo', null, '2026-03-01'])
  await tell(['ada', 'Globex GmbH', '2026-04-01'])
  assert.deepEqual(await worked('@ada@github.com'), [['Acme', '2025-03-01', '2026-02-01', 'profile']])
  assert.deepEqual(await worked('@bo@github.com'), [['Acme', '2025-05-01', '2026-03-01', 'profile']])
  await officer.post('/organizations', { name: 'Globex', aliases: 'Globex GmbH' })
  assert.deepEqual(await worked('@ada@github.com'), [
    ['Acme', '2025-03-01', '2026-02-01', 'profile'],
    ['Globex', '2026-02-01', null, 'profile'],
  ])
  await officer.call(changeOrganization, { organization: 'Globex', name: 'Globex', aliases: [] })
  assert.deepEqual(await worked('@ada@github.com'), [['Acme', '2025-03-01', '2026-02-01', 'profile']])
})

test('every other word outweighs it; a freelancer works for nobody; of two employers none is believed', async () => {
  await enroll(officer.ctx, {
    key: '@ada@github.com',
    organization: 'Initech',
    since: '2025-06-01',
    until: '2025-07-01',
  })
  assert.deepEqual(await worked('@ada@github.com'), [
    ['Acme', '2025-03-01', '2025-06-01', 'profile'],
    ['Initech', '2025-06-01', '2025-07-01', 'human'],
    ['Acme', '2025-07-01', '2026-02-01', 'profile'],
  ])
  await tell(['bo', 'Self-employed', '2026-05-01'])
  await officer.post('/organizations', { name: 'Independent' })
  assert.deepEqual((await worked('@bo@github.com')).at(-1), ['Independent', '2026-05-01', null, 'profile'])
  await tell(['bo', '@acme @globex', '2026-06-01'])
  assert.deepEqual((await worked('@bo@github.com')).at(-1), ['Independent', '2026-05-01', '2026-06-01', 'profile'])
})
