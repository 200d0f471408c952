import { formatCondaPurl } from '../conda-package-url.ts'
import { type Asked, listAsked } from '../list-told.ts'
import type { LockfileReader } from '../lockfile-reader.ts'
import { type PixiAsk, readPixiAsks } from '../pixi/pixi-asks.ts'
import { formatPythonPurl } from '../python-package-url.ts'

/** pixi.toml without a lockfile beside it. */
export const pixiManifest: LockfileReader = {
  name: 'pixi-manifest',
  reads: path => /(^|\/)pixi\.toml$/.test(path),
  read: text =>
    listAsked(
      readPixiAsks(text, '')
        .filter(ask => !ask.isOwn)
        .map(toAsked),
    ),
}

function toAsked({ manager, name, range, scope }: PixiAsk): Asked {
  const [, version] = /^={2,3}\s*([\w.!+]+)$/.exec(range) ?? []
  const purl = manager === 'pypi' ? formatPythonPurl({ name, version }) : formatCondaPurl({ name, version })
  return { purl, scope, requirement: version ? undefined : range }
}
