import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ghArchive } from '../src/catalog/forges/archives/gh-archive/gh-archive.ts'
import { streamUpload } from '../src/platform/files/read-upload.ts'
import { type Bench, time, timeCommand } from './measure.ts'

const megabytes = 100
const gibibyte = 1024 ** 3
const filter = 'select(.repo.name == "acme/widgets") | {type, created_at}'

/** An hour of GH Archive, of which one repository is meant, beside unpacking it and picking the same lines with jq. */
export const forgeArchives: Bench = {
  name: 'forge-archives',
  async run(_paths, print) {
    const folder = mkdtempSync(join(tmpdir(), 'ospo-hour-'))
    try {
      const file = join(folder, 'hour.json.gz')
      writeFileSync(file, gzipSync(makeHour(), { level: 1 }))
      let records = 0
      const ours = await time(async () => {
        const pieces = streamUpload(createReadStream(file), { received: gibibyte, unpacked: gibibyte })
        for await (const _ of ghArchive.read(pieces, { name: file, repositories: ['acme/widgets'] })) records++
      })
      const theirs = await timeCommand('sh', ['-c', `zcat "$1" | jq -c '${filter}'`, 'sh', file])
      console.log(
        `  ${records} records, ${Math.round((megabytes / ours) * 1000)} MB/s, ${Math.round(process.memoryUsage().rss / 1e6)} MB in memory`,
      )
      print({
        what: `an hour of ${megabytes} MB`,
        ours,
        theirs: { what: 'zcat | jq', value: theirs },
        target: 0.5,
        unit: 'ms',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

/** Events of many repositories; of one in a hundred those that are meant. */
function makeHour(): Buffer {
  const fixture = new URL('../src/catalog/forges/archives/gh-archive/fixtures/2023-05-01-10.json', import.meta.url)
  const lines = readFileSync(fixture, 'utf8')
    .split('\n')
    .filter(line => line.endsWith('}'))
  const parts: string[] = []
  for (let size = 0, round = 0; size < megabytes * 1e6; round++) {
    const name = round % 100 === 0 ? 'acme/widgets' : `acme${round}/other${round}`
    const part = `${lines.join('\n').replaceAll('acme/widgets', name)}\n`
    parts.push(part)
    size += part.length
  }
  return Buffer.from(parts.join(''))
}
