import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '../failure.ts'
import { readField, readMultipart } from './multipart.ts'

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('what a browser sends is read part by part, however it is cut on the way', async () => {
  const form = new FormData()
  form.append('of', '发布')
  form.append('file', new Blob(['--\r\n-\r\n']), 'a "b".json')
  form.append('file', new Blob(['']), 'empty.json')
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const type = request.headers.get('content-type') ?? ''
  const bytes = Buffer.from(await request.arrayBuffer())
  for (const size of [1, 2, 3, 7, 64, bytes.length]) {
    const found = []
    for await (const part of readMultipart(type, inPieces(bytes, size)))
      found.push([part.name, part.fileName, await readField(part)])
    assert.deepEqual(found, [
      ['of', undefined, '发布'],
      ['file', 'a "b".json', '--\r\n-\r\n'],
      ['file', 'empty.json', ''],
    ])
  }
})

test('a part that nobody reads is passed over', async () => {
  const body = Buffer.from(
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nlong\r\n--x\r\nContent-Disposition: form-data; name=b\r\n\r\n--x--',
  )
  const names: string[] = []
  const reading = (async () => {
    for await (const { name } of readMultipart('multipart/form-data; boundary=x', inPieces(body, 5))) names.push(name)
  })()
  await assert.rejects(reading, Failure)
  assert.deepEqual(names, ['a'])
})

test('a form that ends before its end, or has no boundary, is refused in a sentence', async () => {
  const read = async (type: string, text: string) => {
    for await (const part of readMultipart(type, inPieces(Buffer.from(text), 4))) await readField(part)
  }
  const head = 'content-disposition: form-data; name="a"\r\n\r\n'
  for (const text of [
    '',
    '--x',
    '--x\r\n',
    `--x\r\n${head}abc`,
    `--x\r\n${head}abc\r\n--x`,
    `--x\r\n${'h'.repeat(99_999)}`,
  ])
    await assert.rejects(read('multipart/form-data; boundary="x"', text), Failure)
  await assert.rejects(read('multipart/form-data', '--x--'), Failure)
  await read('multipart/form-data; boundary=x', `--x\r\n${head}abc\r\n--x--`)
})
