/** What the header of a package says (LSB 5, "RPM Package Format", Header). */
export interface Header {
  name: string
  version: string
  release?: string | undefined
  epoch?: number | undefined
  arch?: string | undefined
  license?: string | undefined
  vendor?: string | undefined
  packager?: string | undefined
  url?: string | undefined
}

const tags = new Map([
  [1000, 'name'],
  [1001, 'version'],
  [1002, 'release'],
  [1003, 'epoch'],
  [1011, 'vendor'],
  [1014, 'license'],
  [1015, 'packager'],
  [1020, 'url'],
  [1022, 'arch'],
] as const)

const int32 = 4
const texts = [6, 8, 9]
const mostEntries = 65_536

/** As the database keeps it: how many entries, how long the data is, the entries, the data. Undefined where it is broken. */
export function readHeader(blob: Buffer): Header | undefined {
  if (blob.length < 8) return undefined
  const count = blob.readUInt32BE(0)
  const data = 8 + count * 16
  if (count > mostEntries || data > blob.length) return undefined
  const values = new Map<string, string | number>()
  for (let at = 8; at < data; at += 16) {
    const tag = tags.get(blob.readUInt32BE(at) as Parameters<typeof tags.get>[0])
    const value = tag && readValue(blob, data + blob.readUInt32BE(at + 8), blob.readUInt32BE(at + 4))
    if (tag && value !== undefined && value !== '') values.set(tag, value)
  }
  const text = (tag: string) => {
    const value = values.get(tag)
    return typeof value === 'string' && value !== '(none)' ? value : undefined
  }
  const [name, version, epoch] = [text('name'), text('version'), values.get('epoch')]
  if (!name || !version) return undefined
  const others = { release: text('release'), arch: text('arch'), license: text('license'), url: text('url') }
  const makers = { vendor: text('vendor'), packager: text('packager') }
  return { name, version, epoch: typeof epoch === 'number' ? epoch : undefined, ...others, ...makers }
}

/** Of several texts the first. */
function readValue(blob: Buffer, at: number, type: number): string | number | undefined {
  if (type === int32) return at + 4 <= blob.length ? blob.readUInt32BE(at) : undefined
  const end = blob.indexOf(0, at)
  return texts.includes(type) && end >= at ? blob.toString('utf8', at, end) : undefined
}
