import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { isEmail } from './email.ts'
import { bomSchemaFile, type CyclonedxVersion, loadSchema } from './schema.ts'
import { areUnique, Numbering } from './unique-items.ts'

/** What the schemas refer to by file. */
const companions = [
  'spdx.SNAPSHOT.schema.json',
  'jsf-0.82.SNAPSHOT.schema.json',
  'cryptography-defs.SNAPSHOT.schema.json',
]

const validators = new Map<string, ValidateFunction>()

/**
 * Where a document breaks the official schema; empty where it is valid. Compiling takes a tenth of a second, so it is done
 * when first needed, once a version. With `all` it goes on behind the first error, which a large document may have in millions.
 */
export function findSchemaErrors(bom: unknown, version: CyclonedxVersion, all: boolean): ErrorObject[] {
  const validate = getValidator(version, all)
  numbering = new Numbering()
  validate(bom)
  numbering = new Numbering()
  return validate.errors ?? []
}

/** Of the document being validated. */
let numbering = new Numbering()

function getValidator(version: CyclonedxVersion, all: boolean): ValidateFunction {
  const key = `${version} ${all}`
  const known = validators.get(key)
  if (known) return known
  const validator = compile(version, all)
  validators.set(key, validator)
  return validator
}

function compile(version: CyclonedxVersion, all: boolean): ValidateFunction {
  // The schemas are known to be schemas; what they say beyond draft 7, such as `meta:enum`, is documentation.
  const ajv = new Ajv({ strict: false, validateSchema: false, addUsedSchema: false, allErrors: all })
  addFormats.default(ajv, ['date-time', 'date', 'uri'])
  ajv.addFormat('idn-email', isEmail)
  // RFC 3987 section 4.1 leaves hardly any text that is no reference.
  ajv.addFormat('iri-reference', true)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: isUniqueWhereWanted })
  for (const file of companions) ajv.addSchema(loadSchema(file), `http://cyclonedx.org/schema/${file}`)
  return ajv.compile(loadSchema(bomSchemaFile(version)))
}

function isUniqueWhereWanted(wanted: boolean, list: unknown[]): boolean {
  return !wanted || areUnique(list, numbering)
}
