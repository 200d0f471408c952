/** GraphQL and `gh` leave off the ending by which REST, archives, commits and rules know an app. */
export function appName(login: string): string {
  return login.endsWith('[bot]') ? login : `${login}[bot]`
}
