/** Hands out each name once: who wants a taken one gets it with a number. */
export class UniqueNames {
  readonly #taken: Set<string>
  readonly #numbers = new Map<string, number>()

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken)
  }

  has(name: string): boolean {
    return this.#taken.has(name)
  }

  take(wanted: string): string {
    let name = wanted
    let number = this.#numbers.get(wanted) ?? 1
    while (this.#taken.has(name)) name = `${wanted}-${++number}`
    this.#numbers.set(wanted, number)
    this.#taken.add(name)
    return name
  }
}
