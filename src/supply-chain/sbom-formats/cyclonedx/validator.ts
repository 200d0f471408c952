import { _, Ajv, type ErrorObject, type KeywordErrorDefinition, type ValidateFunction } from 'ajv'
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

/** Holds one entry of a list of the document, such as a component, to what the schema says of it; undefined where it says nothing. */
export function findEntryErrors(entry: unknown, list: string, version: CyclonedxVersion, all: boolean) {
  const place = `#/properties/${list}/items`
  const validate = getAjv(version, all).getSchema(`${mainId}${place}`)
  if (!validate) return undefined
  validate(entry)
  return validate.errors ?? []
}

/** Of the document being validated. */
let numbering = new Numbering()

function getValidator(version: CyclonedxVersion, all: boolean): ValidateFunction {
  const validate = getAjv(version, all).getSchema(mainId)
  if (!validate) throw new Error(`There is no schema of CycloneDX ${version}`)
  return validate
}

const engines = new Map<string, Ajv>()

function getAjv(version: CyclonedxVersion, all: boolean): Ajv {
  const key = `${version} ${all}`
  const known = engines.get(key)
  if (known) return known
  const ajv = prepare(version, all)
  engines.set(key, ajv)
  return ajv
}

/** Under which the schema of the version is kept: its own may be of another version. */
const mainId = 'http://cyclonedx.org/schema/main.schema.json'

function prepare(version: CyclonedxVersion, all: boolean): Ajv {
  // The schemas are known to be schemas; what they say beyond draft 7, such as `meta:enum`, is documentation.
  const ajv = new Ajv({ strict: false, validateSchema: false, addUsedSchema: false, allErrors: all })
  addFormats.default(ajv, ['date-time', 'date', 'uri'])
  ajv.addFormat('idn-email', isEmail)
  // RFC 3987 section 4.1 leaves hardly any text that is no reference.
  ajv.addFormat('iri-reference', true)
  ajv.removeKeyword('enum')
  ajv.addKeyword({ keyword: 'enum', compile: compileEnum, error: enumError })
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: isUniqueWhereWanted })
  for (const file of companions) ajv.addSchema(loadSchema(file), `http://cyclonedx.org/schema/${file}`)
  return ajv.addSchema({ ...loadSchema(bomSchemaFile(version)), $id: mainId }, mainId)
}

/** The list of licenses has hundreds, which the validator would compare one by one. Those of the schemas are scalars. */
function compileEnum(values: unknown[]) {
  const allowed = new Set(values)
  return (value: unknown) => allowed.has(value)
}

const enumError: KeywordErrorDefinition = {
  message: 'must be one of the values allowed',
  params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}`,
}

function isUniqueWhereWanted(wanted: boolean, list: unknown[]): boolean {
  return !wanted || areUnique(list, numbering)
}
