import { apk } from './apk/apk.ts'
import { cargoVendor } from './cargo-vendor/cargo-vendor.ts'
import { composer } from './composer/composer.ts'
import { dpkg } from './dpkg/dpkg.ts'
import { goVendor } from './go-vendor/go-vendor.ts'
import type { InstalledReader } from './installed-reader.ts'
import { jar } from './jar/jar.ts'
import { nodeModules } from './node-modules/node-modules.ts'
import { python } from './python/python.ts'
import { rpm } from './rpm/rpm.ts'
import { rubyGems } from './ruby-gems/ruby-gems.ts'

/** In the order of their names. A path is read by the first that says it reads it. */
export const installedReaders: readonly InstalledReader[] = [
  apk,
  cargoVendor,
  composer,
  dpkg,
  goVendor,
  jar,
  nodeModules,
  python,
  rpm,
  rubyGems,
]
