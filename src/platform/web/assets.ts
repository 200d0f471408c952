import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const require = createRequire(import.meta.url)
const own = (name: string) => new URL(`public/${name}`, import.meta.url)

/** Everything that a browser may fetch beside pages. Nothing comes from another host. */
const sources = {
  'app.css': own('app.css'),
  'app.js': own('app.js'),
  'charts.js': own('charts.js'),
  'theme.js': own('theme.js'),
  'icon.svg': own('icon.svg'),
  'tabler.min.css': require.resolve('@tabler/core/dist/css/tabler.min.css'),
  'htmx.min.js': require.resolve('htmx.org/dist/htmx.min.js'),
  'echarts.min.js': require.resolve('echarts/dist/echarts.min.js'),
}

type AssetName = keyof typeof sources

const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

interface Asset {
  type: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

const loaded = new Map<string, Asset>()
const urls = new Map<string, string>()

/** The address of an asset. It changes with the content, so that a browser may keep it for ever. */
export function assetUrl(name: AssetName): string {
  const known = urls.get(name)
  if (known) return known
  const hash = createHash('sha256').update(readFileSync(sources[name])).digest('hex').slice(0, 12)
  const url = `/assets/${hash}/${name}`
  urls.set(name, url)
  return url
}

/** The asset of an address; undefined when there is none. */
export function serveAsset(name: string, request: Request): Response | undefined {
  if (!Object.hasOwn(sources, name)) return undefined
  const asset = load(name as AssetName)
  const accepted = request.headers.get('accept-encoding') ?? ''
  const encoding = (['br', 'gzip'] as const).find(encoding => accepted.includes(encoding))
  const headers = new Headers({
    'content-type': `${asset.type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  if (encoding) headers.set('content-encoding', encoding)
  return new Response(new Uint8Array(encoding ? asset[encoding] : asset.plain), { headers })
}

function load(name: AssetName): Asset {
  const known = loaded.get(name)
  if (known) return known
  const plain = readFileSync(sources[name])
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  const asset = { type, plain, br: brotliCompressSync(plain, quality), gzip: gzipSync(plain) }
  loaded.set(name, asset)
  return asset
}
