import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dockerfile } from './dockerfile.ts'

const refused: [text: string, message: string][] = [
  ['RUN make\n', 'This is no Dockerfile: it has no FROM'],
  ['ARG A=1\nFROM \\\n', 'FROM names no image (line 2)'],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => dockerfile.read(text), { name: 'SyntaxError', message })
  })
}

test('on Windows a backtick may go on with a line', () => {
  const { dependencies } = dockerfile.read(
    '# escape=`\r\nFROM `\r\n  nano:1\r\nRUN dir c:\\\r\nCOPY --from=b:2 a c\r\n',
  )
  assert.deepEqual(
    dependencies.map(({ purl }) => purl),
    ['pkg:docker/b@2', 'pkg:docker/nano@1'],
  )
})

const paths: [path: string, isRead: boolean][] = [
  ['docker/Dockerfile', true],
  ['Dockerfile.dev', true],
  ['api.dockerfile', true],
  ['dockerfile', true],
  ['Dockerfile.md', false],
  ['dockerfile.vim', false],
  ['MyDockerfile', false],
]
for (const [path, isRead] of paths) {
  test(`${path} is ${isRead ? 'read' : 'not read'}`, () => assert.equal(dockerfile.reads(path), isRead))
}
