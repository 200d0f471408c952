import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { mapPerson, type Person, parseMailmap } from './mailmap.ts'

const text = `# people
Proper Name <commit@example.com>
<proper@example.com> <other@example.com>
Both Proper <both@example.com> <old@example.com>
One Of Two <one@example.com> Shared Name <shared@example.com>
Later Wins <commit@example.com>
Rest <shared@example.com>
no address at all
`

test('the four forms of lines, and the last that matches', () => {
  const map = parseMailmap(text)
  const ask = (name: string, email: string) => mapPerson(map, { name, email })
  assert.deepEqual(ask('x', 'COMMIT@example.com'), { name: 'Later Wins', email: 'COMMIT@example.com' })
  assert.deepEqual(ask('x', 'other@example.com'), { name: 'x', email: 'proper@example.com' })
  assert.deepEqual(ask('x', 'old@example.com'), { name: 'Both Proper', email: 'both@example.com' })
  assert.deepEqual(ask('shared NAME', 'shared@example.com'), { name: 'One Of Two', email: 'one@example.com' })
  assert.deepEqual(ask('x', 'shared@example.com'), { name: 'Rest', email: 'shared@example.com' })
  assert.deepEqual(ask('x', 'unknown@example.com'), { name: 'x', email: 'unknown@example.com' })
})

test('nothing in a mailmap reaches beyond it', () => {
  const map = parseMailmap('<constructor> <__proto__>\n__proto__ <a@x> constructor <toString>\n')
  assert.deepEqual(mapPerson(map, { name: 'hasOwnProperty', email: 'valueOf' }), {
    name: 'hasOwnProperty',
    email: 'valueOf',
  })
})

test('any mailmap gives the answers of git check-mailmap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-mailmap-'))
  try {
    execFileSync('git', ['init', '-q', folder])
    const name = fc.constantFrom('', 'a', 'A', 'b c', ' b C ', 'É', 'é', '\ta', '#', 'İ')
    const email = fc.constantFrom('', 'a@x', 'A@X', 'b', ' b', 'É@y', 'é@y')
    const contact = fc.tuple(name, email).map(([name, email]) => `${name} <${email}>`)
    const junk = fc.constantFrom('', ' ', '>', '<', '# note', '\r', ' trailing', '<<a@x>', '<a@x')
    const line = fc
      .array(fc.oneof({ weight: 3, arbitrary: contact }, junk), { maxLength: 3 })
      .map(parts => parts.join(' '))
    const people = fc.array(
      fc.record({ name: name.map(name => name.trim()), email: email.map(email => email.trim()) }),
      {
        minLength: 8,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), people, (lines, people) => {
        const text = `${lines.join('\n')}\n`
        writeFileSync(join(folder, '.mailmap'), text)
        const map = parseMailmap(text)
        const ours = people.map(person => contactOf(mapPerson(map, person)))
        assert.deepEqual(ours, askGit(folder, people))
      }),
      { numRuns: 150 },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function askGit(folder: string, people: Person[]) {
  const input = people.map(person => `${contactOf(person)}\n`).join('')
  const answer = execFileSync('git', ['-C', folder, 'check-mailmap', '--stdin'], { input }).toString()
  return answer.split('\n').slice(0, -1)
}

function contactOf({ name, email }: Person) {
  return name === '' ? `<${email}>` : `${name} <${email}>`
}
