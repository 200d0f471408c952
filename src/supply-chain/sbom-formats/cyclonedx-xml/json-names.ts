import type { XmlMember } from './xml-types.ts'

/** What JSON calls elements and attributes that have another name there, by the type that they stand in. */
const renamed: Record<string, Record<string, string>> = {
  'vulnerabilityType/analysis': { responses: 'response' },
  'cryptoPropertiesType/protocolProperties': { cryptoRef: 'cryptoRefArray' },
  organizationOrIndividualType: { individual: 'contact' },
  licenseExpressionDetailedType: { details: 'expressionDetails' },
}

export function jsonNameOf(type: string, { name }: Pick<XmlMember, 'name'>): string {
  return renamed[type]?.[name] ?? name
}

/** Names with a hyphen that JSON has as they are; it writes the others in camel case. */
const hyphenated = new Set(['bom-ref', 'mime-type', 'x-trust-boundary'])

export function jsonNameOfAttribute(name: string): string {
  return hyphenated.has(name) ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** What JSON calls the text of an element that has attributes. */
const textNames: Record<string, string> = {
  attachedTextType: 'content',
  dataClassificationType: 'classification',
  hashType: 'content',
  licenseExpressionType: 'expression',
  propertyType: 'value',
}

export function jsonNameOfText(type: string): string {
  return textNames[type] ?? 'value'
}
