import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { addOrganization } from '../affiliations/api.ts'
import { dependencySettingsCommand } from './cli.ts'

const { app, admit } = await openOfficeOfPeople()
after(() => app.close())

test('on the command line organizations of ours are told by name, and a name with a comma is one', async () => {
  const { call } = await admit('officer', 'officer')
  for (const name of ['Acme, Inc.', 'Acme', 'Beta']) await call(addOrganization, { name, domains: [] })
  const settings = async (...words: string[]) => {
    const { printed } = await runCommand(call, dependencySettingsCommand, words)
    return /^organizations +(.*)$/m.exec(printed)?.[1]
  }
  assert.equal(await settings('--organizations', 'Acme, Inc.'), 'Acme, Inc.')
  assert.equal(await settings('--organizations', 'beta, ACME, inc.,Acme'), 'Beta; Acme, Inc.; Acme')
  assert.equal(await settings(), 'Beta; Acme, Inc.; Acme')
  assert.equal(await settings('--organizations', 'Acme,Beta'), 'Acme; Beta')
  await assert.rejects(settings('--organizations', 'Acme, Ltd.'), /There is no organization Ltd\./)
})
