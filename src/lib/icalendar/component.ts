/** A parameter of a property, as in `DTSTART;TZID=Europe/Paris`: its values without quotes and escapes. */
export interface Parameter {
  name: string
  values: string[]
}

/** A property with its value as it stands in the text: how to read that depends on the property. */
export interface Property {
  name: string
  parameters: Parameter[]
  value: string
}

/** What stands between `BEGIN` and `END`. Names are in capitals. */
export interface Component {
  name: string
  properties: Property[]
  components: Component[]
}

/** The first value of a parameter. */
export function findParameter(property: Property, name: string): string | undefined {
  return property.parameters.find(parameter => parameter.name === name)?.values[0]
}

export function findProperty(component: Component, name: string): Property | undefined {
  return component.properties.find(property => property.name === name)
}
