import { isDevelopment } from '../group-names.ts'
import type { Dependency } from '../lockfile-reader.ts'
import { normalizePythonName } from '../python-package-url.ts'
import { parseToml } from '../toml.ts'
import { recordIn, recordsIn, textIn } from '../untrusted.ts'

export interface PixiAsk {
  manager: 'conda' | 'pypi'
  name: string
  /** A version or a range; empty where any will do. */
  range: string
  scope: Dependency['scope']
  /** A folder of the project. */
  isOwn: boolean
}

/** Of a pixi.toml, or of the table that stands for one in a pyproject.toml. Throws a SyntaxError with the line. */
export function readPixiAsks(text: string, path: string): PixiAsk[] {
  const content = parseToml(text, path)
  const manifest = path.endsWith('pyproject.toml') ? recordIn(recordIn(content['tool'])['pixi']) : content
  const features = [...recordsIn(manifest['feature'])].flatMap(([name, feature]) =>
    readTables(feature, isDevelopment(name) ? 'development' : 'optional'),
  )
  return [...readTables(manifest, 'runtime'), ...readTables(recordIn(manifest['package']), 'runtime'), ...features]
}

function readTables(tables: Record<string, unknown>, scope: Dependency['scope']): PixiAsk[] {
  const targets = [...recordsIn(tables['target'])].map(([, target]) => target)
  return [tables, ...targets].flatMap(table => [
    ...readTable(table['dependencies'], 'conda', scope),
    ...readTable(table['run-dependencies'], 'conda', scope),
    ...readTable(table['pypi-dependencies'], 'pypi', scope),
    ...readTable(table['host-dependencies'], 'conda', 'development'),
    ...readTable(table['build-dependencies'], 'conda', 'development'),
  ])
}

function readTable(table: unknown, manager: PixiAsk['manager'], scope: Dependency['scope']): PixiAsk[] {
  return Object.entries(recordIn(table)).map(([written, about]) => {
    const range = textIn(about) ?? textIn(recordIn(about)['version']) ?? ''
    const name = manager === 'pypi' ? normalizePythonName(written) : written.toLowerCase()
    return { manager, name, range: range === '*' ? '' : range, scope, isOwn: recordIn(about)['path'] !== undefined }
  })
}
