import { isLicenseFile } from '../../supply-chain/licenses/model.ts'
import { type KeyFile, KeyFileKind } from './model.ts'

/** In the root, and where forges look besides: `.github`, `.gitlab`, `.gitea`, `docs`. */
const folder = String.raw`(?:(?:\.github|\.gitlab|\.gitea|\.forgejo|docs)\/)?`
const extension = String.raw`(?:\.(?:md|markdown|txt|rst|adoc|asciidoc|org|html))?`

const patterns: Record<Exclude<KeyFileKind, 'license'>, RegExp> = {
  readme: new RegExp(`^${folder}readme(?:[-_.][a-z-]+)?${extension}$`, 'i'),
  contributing: new RegExp(`^${folder}contributing${extension}$`, 'i'),
  'code-of-conduct': new RegExp(`^${folder}code[-_ ]of[-_ ]conduct${extension}$`, 'i'),
  security: new RegExp(`^${folder}security${extension}$`, 'i'),
  'code-owners': /^(?:(?:\.github|\.gitlab|\.gitea|\.forgejo|docs)\/)?CODEOWNERS$/,
  changelog: new RegExp(`^(?:changelog|changes|history|news|release[-_]?notes)${extension}$`, 'i'),
  governance: new RegExp(`^${folder}(?:governance|maintainers|owners)${extension}$`, 'i'),
  mailmap: /^\.mailmap$/,
}

/** The files that matter among all paths of a project. */
export function findKeyFiles(paths: readonly string[]): KeyFile[] {
  const shallow = paths.filter(path => path.split('/').length <= 2)
  return KeyFileKind.options.flatMap(kind => shallow.filter(path => isOfKind(kind, path)).map(path => ({ kind, path })))
}

function isOfKind(kind: KeyFileKind, path: string) {
  return kind === 'license' ? isLicenseFile(path) : patterns[kind].test(path)
}
