import type { Purl } from '../../../lib/purl/purl.ts'
import type { PackageMetadata } from './package-metadata.ts'

/** One kind of registry, as its mirrors are laid out. A plug-in opens nothing: it asks for texts and gives back facts. */
export interface MetadataSource {
  /** The package URL type, also the name of its folder. */
  name: string
  /** Where the registry has the package's main document, below its address and each segment encoded. */
  path(of: Purl): string
  /**
   * What the main document tells; `ask` gets others of the registry by their paths, undefined where there is none.
   * Versions in use are named for registries that tell of each version by itself.
   * Throws a SyntaxError on what it cannot read. Never any other error of its own.
   */
  read(text: string, about: Asked): PackageMetadata | Promise<PackageMetadata>
}

export interface Asked {
  of: Purl
  /** Versions of it that are in use. */
  versions: readonly string[]
  ask(path: string): Promise<string | undefined>
}
