import type { Person } from '../../../lib/mailmap/mailmap.ts'

/**
 * Whether a committer is a program, by its name and e-mail alone, which is all that git keeps. Only what forges mark as
 * such (`[bot]`) and programs known by name count: a person called Abbott is no bot, and an unknown program is counted as a
 * person rather than a person as a program. `noreply@github.com` is not one: it is the committer of what people merge
 * in the browser.
 */
export function isBot({ name, email }: Person): boolean {
  const address = email.toLowerCase()
  const names = [name.trim().toLowerCase(), accountOf(address)]
  return names.some(name => name.endsWith('[bot]') || known.has(name)) || addresses.has(address)
}

/** GitHub's addresses for accounts are `12345+login@users.noreply.github.com`; GitLab's and Gitea's are like them. */
function accountOf(address: string) {
  const [login = '', domain = ''] = address.split('@')
  return domain.includes('noreply.') ? login.replace(/^\d+[+-]/, '') : ''
}

const known = new Set([
  'allcontributors',
  'backstage-bot',
  'bors',
  'bors-servo',
  'copybara-service',
  'coveralls-bot',
  'crowdin-bot',
  'dependabot',
  'dependabot-preview',
  'depfu',
  'docker-library-bot',
  'dotnet-bot',
  'dotnet-maestro',
  'fossabot',
  'github action',
  'github actions',
  'github-actions',
  'gitlab-bot',
  'googlebot',
  'greenkeeper',
  'greenkeeperio-bot',
  'homu',
  'imgbot',
  'imgbotapp',
  'jenkins',
  'jenkins-bot',
  'k8s-bot',
  'k8s-ci-robot',
  'k8s-merge-robot',
  'kodiakhq',
  'kubernetes prow robot',
  'kubernetes-prow-robot',
  'mergify',
  'mergify-bot',
  'nodejs-github-bot',
  'openapi-bot',
  'pre-commit-ci',
  'prow-robot',
  'pyup-bot',
  'pyup.io bot',
  'renovate',
  'renovate bot',
  'renovate-bot',
  'rust-bors',
  'scala-steward',
  'semantic-release-bot',
  'snyk-bot',
  'stale-bot',
  'step-security-bot',
  'the gitter badger',
  'transifex-integration',
  'travis-ci',
  'weblate',
  'web-flow-bot',
  'whitesource-bolt-for-github',
])

/** Addresses that no person writes from. */
const addresses = new Set([
  'action@github.com',
  'actions@github.com',
  'badger@gitter.im',
  'bot@renovateapp.com',
  'hosted@weblate.org',
  'noreply@weblate.org',
  'bors@rust-lang.org',
  'semantic-release-bot@martynus.net',
  'snyk-bot@snyk.io',
  'support@dependabot.com',
  'support@greenkeeper.io',
  'travis@travis-ci.org',
])
