import { stringify } from 'yaml'

/** As a person would write it: no aliases, and no line broken that was not. */
export function writeYaml(value: object): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}
