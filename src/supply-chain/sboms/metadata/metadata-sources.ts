import { cargo } from './cargo/cargo.ts'
import { composer } from './composer/composer.ts'
import { conda } from './conda/conda.ts'
import { cran } from './cran/cran.ts'
import { gem } from './gem/gem.ts'
import { golang } from './golang/golang.ts'
import { hackage } from './hackage/hackage.ts'
import { hex } from './hex/hex.ts'
import { maven } from './maven/maven.ts'
import type { MetadataSource } from './metadata-source.ts'
import { npm } from './npm/npm.ts'
import { nuget } from './nuget/nuget.ts'
import { pub } from './pub/pub.ts'
import { pypi } from './pypi/pypi.ts'

/** In the order of their names. */
export const metadataSources: readonly MetadataSource[] = [
  cargo,
  composer,
  conda,
  cran,
  gem,
  golang,
  hackage,
  hex,
  maven,
  npm,
  nuget,
  pub,
  pypi,
]
