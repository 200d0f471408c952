const listed = /^https?:\/\/spdx\.org\/rdf\/references\//
const cpe22 = /^[cC][pP][eE]:\/[AHOaho]?(?::[A-Za-z0-9._\-~%]*){0,6}$/
const cpe23Word = String.raw`(?:[?*]*(?:[A-Za-z0-9\-._]|\\[\\*?!"#$%&'()+,/:;<=>@[\]^${'`'}{|}~])+[?*]*|[*-])`
const cpe23 = new RegExp(
  `^cpe:2\\.3:[aho*-](?::${cpe23Word}){5}:(?:[a-zA-Z]{2,3}(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?|[*-])(?::${cpe23Word}){4}$`,
)

/** The types of annex F by category, and what their locators look like. */
const types = new Map<string, ReadonlyMap<string, (locator: string) => boolean>>([
  [
    'SECURITY',
    new Map<string, (locator: string) => boolean>([
      ['cpe22Type', locator => cpe22.test(locator)],
      ['cpe23Type', locator => cpe23.test(locator)],
      ['advisory', isAny],
      ['fix', isAny],
      ['url', isAny],
      ['swid', isAny],
    ]),
  ],
  [
    'PACKAGE-MANAGER',
    new Map<string, (locator: string) => boolean>([
      ['maven-central', locator => /^[^:]+:[^:]+(?::[^:]+)?$/.test(locator)],
      // The text forgot the scopes of npm.
      ['npm', locator => /^@?[^@]+@[^@]+$/.test(locator)],
      ['nuget', locator => /^[^/]+\/[^/]+$/.test(locator)],
      ['bower', locator => /^[^#]+#[^#]+$/.test(locator)],
      ['purl', isPurl],
    ]),
  ],
  [
    'PERSISTENT-ID',
    new Map<string, (locator: string) => boolean>([
      ['swh', locator => /^swh:1:(?:cnt|dir|rev|rel|snp):[0-9a-fA-F]{40}$/.test(locator)],
      [
        'gitoid',
        locator => /^gitoid:(?:blob|tree|commit|tag):(?:sha1:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(locator),
      ],
    ]),
  ],
])

/** The JSON schemas spell the categories with a low line in one version and with a hyphen in another. */
export function categoryOf(spelling: string): string {
  return spelling.replace('_', '-')
}

/** The name of a type, which may be written as its address, or as an address below the document's own namespace. */
export function typeNameOf(type: string, namespace: string | undefined): string {
  if (namespace && type.startsWith(`${namespace}#`)) return type.slice(namespace.length + 1)
  return type.replace(listed, '')
}

/** Of the category OTHER is whatever a document calls by a word. */
export function isTypeOf(category: string, type: string): boolean {
  return types.get(category)?.has(type) ?? (type !== '' && !/\s/.test(type))
}

export function isLocatorOf(category: string, type: string, locator: string): boolean {
  const check = types.get(category)?.get(type) ?? isAny
  return locator !== '' && !/\s/.test(locator) && check(locator)
}

/** The category that has the type, `OTHER` for one that none has. */
export function findCategory(type: string): string {
  for (const [category, known] of types) if (known.has(type)) return category
  return 'OTHER'
}

function isAny(): boolean {
  return true
}

/** The annex knows the shape only: what the types of package URLs demand besides came later. */
function isPurl(locator: string): boolean {
  return /^pkg:\/*[A-Za-z][A-Za-z0-9.+-]*\/+[^/?#@\s]/.test(locator)
}
