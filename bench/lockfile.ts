import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { npm } from '../src/supply-chain/lockfiles/npm/npm.ts'
import { type Bench, inTurns, timeCommand } from './measure.ts'

const ownCheckout = join(import.meta.dirname, '..')

/** Reading a package-lock.json, with the way to each component, beside `npm sbom` on the same file. */
export const lockfile: Bench = {
  name: 'lockfile',
  async run(paths, print) {
    for (const path of [ownCheckout, ...paths.filter(path => existsSync(join(path, 'package-lock.json')))]) {
      const text = readFileSync(join(path, 'package-lock.json'), 'utf8')
      console.log(`  ${basename(path)}, ${npm.read(text).dependencies.length} components`)
      const sbom = ['--prefix', path, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx']
      const [theirs = 0, ours = 0] = await inTurns(
        5,
        () => timeCommand('npm', sbom),
        async () => {
          const start = performance.now()
          npm.read(text)
          return performance.now() - start
        },
      )
      print({ what: 'package-lock.json', ours, theirs: { what: 'npm sbom', value: theirs }, target: 0.1, unit: 'ms' })
    }
  },
}
