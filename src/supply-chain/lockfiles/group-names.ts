/** Whether a group of packages that its users named is named for what no one does in production. */
export function isDevelopment(group: string): boolean {
  return development.test(group)
}

const development =
  /(^|[_-])(bench(mark)?s?|ci|debug(ging)?|dev(elopment)?|docs?|documentation|guard|lint(er|ers|ing)?|profil(e|ing)|rdoc|rubocop|tests?|testing|yard)($|[_-])/
