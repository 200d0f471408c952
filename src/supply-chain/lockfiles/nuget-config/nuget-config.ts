import { listTold } from '../list-told.ts'
import type { Inventory, LockfileReader } from '../lockfile-reader.ts'
import { formatNugetPurl } from '../nuget/nuget-graph.ts'
import { withoutByteOrderMark } from '../untrusted.ts'
import { childrenOf, parseXml } from '../xml-tree.ts'

/** packages.config, of projects before PackageReference: all packages, with no word on who asks for which. */
export const nugetConfig: LockfileReader = {
  name: 'nuget-config',
  reads: path => /(^|\/)packages(\.[^/]+)?\.config$/i.test(path),
  read,
}

function read(text: string): Inventory {
  const root = parseXml(withoutByteOrderMark(text))
  if (root.name !== 'packages') throw new SyntaxError('This is no packages.config: its root is not packages (line 1)')
  return listTold(
    childrenOf(root, 'package').map(({ attributes, line }) => {
      const [name, version] = [attributes.get('id'), attributes.get('version')]
      if (!name || !version) throw new SyntaxError(`A package has an id and a version (line ${line})`)
      const scope = attributes.get('developmentDependency') === 'true' ? 'development' : 'runtime'
      return { purl: formatNugetPurl(name, version), relation: 'unknown', scope }
    }),
  )
}
