import type { LockedPackage } from '../dependency-graph.ts'
import type { Warning } from '../list-told.ts'
import { formatNpmPurl } from '../npm-package-url.ts'
import { formatPackageUrl } from '../package-url.ts'

/** Modules by their addresses, those of one package told once. */
export function listRemoteModules(addresses: readonly string[]): { packages: LockedPackage[]; warnings: Warning[] } {
  const purls = addresses.map(findPurl)
  const found = new Set(purls.filter(purl => purl !== undefined))
  const unknown = purls.filter(purl => purl === undefined).length
  return {
    packages: [...found].map(purl => ({ purl, needs: [] })),
    warnings: unknown > 0 ? [warnOfUnknown(unknown)] : [],
  }
}

/** `https://deno.land/x/name@version/…`, Deno's own library, and npm's packages as some networks give them out. */
function findPurl(address: string): string | undefined {
  const [start, name, version] = /^https:\/\/deno\.land\/(?:x\/)?([\w.-]+)@([^/]+)/.exec(address) ?? []
  if (start && name)
    return formatPackageUrl(address, { type: 'generic', name, version, qualifiers: { download_url: start } })
  const [, npmName, npmVersion] =
    /^https:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm|jspm\.dev\/npm:)\/(?:v\d+\/|stable\/|-\/)?\*?((?:@[\w.-]+\/)?[\w.-]+)@(\d[^/?&]*)/.exec(
      address,
    ) ?? []
  return npmName ? formatNpmPurl({ name: npmName, version: npmVersion }) : undefined
}

function warnOfUnknown(count: number): Warning {
  return {
    text: {
      en: `Modules whose address does not tell their package: ${count}`,
      zh: `地址未指明所属软件包的模块：${count} 个`,
    },
  }
}
