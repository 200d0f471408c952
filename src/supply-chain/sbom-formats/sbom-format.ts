import type { Text } from '../../lib/text/text.ts'
import type { Sbom } from './sbom.ts'

/** A way to write a bill of materials down. A plug-in opens nothing: text in, text out. */
export interface SbomFormat {
  /** `cyclonedx-json`, `cyclonedx-xml`, `spdx-2-json`, `spdx-2-tag-value`, `spdx-2-yaml`, `spdx-2-rdf`, `spdx-3-json` */
  name: string
  /** Those of the specification that are read, the oldest first: `1.2` … `1.7`. */
  versions: readonly string[]
  /** From how the text begins (its first 64 KiB at most): the version, or undefined where it is none of this format. */
  recognizes(beginning: string): string | undefined
  /** Never throws: what cannot be read is a problem, with what could be read beside it where anything could. */
  read(text: string): SbomReading
  /** Valid by the official schema of that version, always. Undefined where the format is only read. */
  write?(sbom: Sbom, version: string): SbomWriting
}

export interface SbomReading {
  version: string
  /** Undefined where it is not even this format. */
  sbom?: Sbom
  /** Where it breaks the official schema or the rules of the specification: with any of these it is no valid document. */
  problems: SbomProblem[]
}

/** What is wrong, where, in one sentence. At most a hundred are told of one document. */
export interface SbomProblem {
  text: Text
  /** JSON pointer or element path. */
  path?: string
  /** From 1. */
  line?: number
}

export interface SbomWriting {
  text: string
  losses: SbomLoss[]
}

/** One kind of thing that the format written has no place for. */
export interface SbomLoss {
  /** As the model or the family it came from names it: `component.hashes`, `cyclonedx.vulnerabilities`. */
  what: string
  text: Text
  /** How many of them. */
  count: number
  /** A few of the ids concerned. */
  examples: string[]
}
