import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Failure } from './failure.ts'
import { createSealer } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-sealed-'))
after(() => rmSync(folder, { recursive: true }))

const text = 'whsec_密钥 and more'
const isFailure = (pattern: RegExp) => (error: unknown) => error instanceof Failure && pattern.test(error.message)

test('the key file is made when it is first needed, for its owner alone, and found again', () => {
  const first = createSealer({ data: folder })
  assert.deepEqual(readdirSync(folder), [])
  const sealed = first.seal(text)
  assert.deepEqual(readdirSync(folder), ['secret.key'])
  assert.equal(statSync(join(folder, 'secret.key')).mode & 0o777, 0o600)
  assert.equal(createSealer({ data: folder }).unseal(sealed), text)
})

test('what is sealed does not show, and the same text is never sealed alike', () => {
  const { seal } = createSealer({ data: undefined })
  assert.notEqual(seal(text), seal(text))
  assert.doesNotMatch(seal('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), /aaaa/)
})

test('a key may be given in base64 or hex', () => {
  const key = randomBytes(32)
  const one = createSealer({ data: undefined, key: key.toString('base64') })
  const other = createSealer({ data: undefined, key: key.toString('hex') })
  assert.equal(other.unseal(one.seal(text)), text)
})

test('another key, a changed text and a text that was never sealed are told in a sentence', () => {
  const { seal, unseal } = createSealer({ data: undefined })
  const sealed = seal(text)
  const changed = `${sealed.slice(0, -4)}${sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
  for (const wrong of [changed, 'sealed1:', 'sealed1:AAAA', text])
    assert.throws(() => unseal(wrong), isFailure(/another key/))
  assert.throws(() => createSealer({ data: undefined }).unseal(sealed), isFailure(/another key/))
})

test('a key that is none is told with where it stands, and not with what it is', () => {
  const short = randomBytes(9).toString('base64')
  const path = join(folder, 'secret.key')
  writeFileSync(path, short)
  assert.throws(() => createSealer({ data: folder }).seal(text), isFailure(/secret\.key holds no key/))
  assert.throws(
    () => createSealer({ data: folder, key: short }),
    (error: Error) => !error.message.includes(short),
  )
  assert.equal(readFileSync(path, 'utf8'), short)
})
