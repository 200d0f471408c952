import assert from 'node:assert/strict'
import { test } from 'node:test'
import { humanMetrics } from '../surveys/human-metrics/human-metrics.ts'
import { metrics } from './metrics.ts'
import { MetricParameters } from './model.ts'
import { commonParameters } from './parameter-names.ts'

/**
 * Every metric that CHAOSS has released, and by what it is answered: `computed` are ids of metrics here, `told` those of
 * what people answer in surveys or enter by hand.
 */
const answers: Record<string, { computed?: string[]; told?: string[] }> = {
  // Code development
  'Code Changes Commits': { computed: ['commits'] },
  'Code Changes Lines': { computed: ['lines', 'lines-first-parent'] },
  'Branch Lifecycle': { computed: ['branch-lifecycle-forge', 'branch-lifecycle-git'] },
  'Change Request Commits': { computed: ['change-request-commits'] },
  'Change Requests': { computed: ['change-requests'] },
  'Change Requests Accepted': { computed: ['change-requests-accepted'] },
  'Change Requests Declined': { computed: ['change-requests-declined'] },
  'Change Request Acceptance Ratio': { computed: ['change-request-acceptance-ratio'] },
  'Change Requests Duration': { computed: ['change-request-duration'] },
  'Change Request Reviews': { computed: ['change-request-reviews'] },
  'Change Request Review Duration': { computed: ['change-request-review-duration', 'review-duration-by-role'] },
  'Review Cycle Duration within a Change Request': { computed: ['review-cycle-duration'] },
  'Change Request Closure Ratio': { computed: ['change-request-closure-ratio'] },
  'Self Merge Rates': { computed: ['self-merge-rate', 'self-merges-git'] },
  'Release Frequency': { computed: ['release-frequency', 'release-frequency-forge'] },
  'Programming Language Distribution': { computed: ['programming-language-distribution'] },
  'Test Coverage': { told: ['test-coverage'] },
  'Defect Resolution Duration': { computed: ['defect-resolution-duration'] },
  // Issues
  'Issues New': { computed: ['issues-new'] },
  'Issues Active': { computed: ['issues-active'] },
  'Issues Closed': { computed: ['issues-closed'] },
  'Issue Comments': { computed: ['issue-comments'] },
  'Issue Age': { computed: ['issue-age'] },
  'Issue Response Time': { computed: ['issue-response-time'] },
  'Issue Resolution Duration': { computed: ['issue-resolution-duration'] },
  'Time to First Response': { computed: ['time-to-first-response'] },
  'Time to Close': { computed: ['time-to-close'] },
  // People and organizations
  Contributors: { computed: ['contributors', 'contributors-of-all-channels'] },
  'New Contributors': {
    computed: ['new-contributors', 'new-contributors-of-all-channels', 'established-contributions'],
  },
  'New Contributors Closing Issues': { computed: ['new-contributors-closing-issues'] },
  'Inactive Contributors': { computed: ['inactive-contributors'] },
  'Occasional Contributors': { computed: ['occasional-contributors'] },
  'Conversion Rate': { computed: ['conversion-rate'] },
  'Contribution Attribution': { computed: ['contribution-attribution'], told: ['contribution-attribution-stated'] },
  'Types of Contributions': {
    computed: ['types-of-contributions', 'types-of-contributions-by-path'],
    told: ['types-of-contributions-stated'],
  },
  'Contributor Location': { computed: ['time-zones'], told: ['contributor-location-stated'] },
  'Activity Dates and Times': { computed: ['activity-times'] },
  Burstiness: { computed: ['burstiness'] },
  'Bot Activity': { computed: ['bot-activity', 'ai-assisted'] },
  Committers: { computed: ['committers'] },
  'Contributor Absence Factor': {
    computed: ['contributor-absence-factor', 'contributor-absence-factor-of-all-channels'],
  },
  'Elephant Factor': { computed: ['elephant-factor'] },
  'Organizational Diversity': { computed: ['organizational-diversity'] },
  'Organizational Influence': { computed: ['organizational-influence'] },
  'Labor Investment': { computed: ['labor-investment'] },
  'Project Velocity': { computed: ['project-velocity'] },
  'Project Popularity': { computed: ['project-popularity'] },
  'Technical Fork': { computed: ['technical-fork'] },
  Clones: { computed: ['clones'] },
  'Number of Downloads': { computed: ['downloads'] },
  'Collaboration Platform Activity': {
    computed: ['collaboration-platform-activity'],
    told: ['collaboration-platform-activity-observed'],
  },
  'Meeting Attendee Count': { told: ['meeting-attendee-count'] },
  'Event Locations': { told: ['event-locations'] },
  'Social Listening': { told: ['social-listening'] },
  'Job Opportunities': { told: ['job-opportunities'] },
  'Organizational Project Skill Demand': { told: ['organizational-project-skill-demand'] },
  'Project Recommendability': { told: ['project-recommendability'] },
  'Academic Open Source Project Impact': { told: ['academic-open-source-project-impact'] },
  // Risk, licensing, supply chain
  Libyears: { computed: ['libyears'] },
  'Upstream Code Dependencies': { computed: ['upstream-code-dependencies'] },
  'License Declared': { computed: ['license-declared'] },
  'License Coverage': { computed: ['license-coverage'] },
  'OSI Approved Licenses': { computed: ['osi-approved-licenses'] },
  'SPDX Document': { computed: ['spdx-document'] },
  'OpenSSF Best Practices Badge': { told: ['openssf-best-practices-badge'] },
  // Diversity, equity, inclusion
  'Event Accessibility': { told: ['event-accessibility'] },
  'Event Demographics': { told: ['event-demographics'] },
  'Event Location Inclusivity': { told: ['event-location-inclusivity'] },
  'Diversity Access Tickets': { told: ['diversity-access-tickets'] },
  'Code of Conduct at Event': { told: ['code-of-conduct-at-event'] },
  'Family Friendliness': { told: ['family-friendliness'] },
  'Inclusive Experience at Event': { told: ['inclusive-experience-at-event'] },
  'Public Health and Safety': { told: ['public-health-and-safety'] },
  'Time Inclusion for Virtual Events': { told: ['time-inclusion-for-virtual-events'] },
  'Code of Conduct for Project': { computed: ['code-of-conduct'] },
  'Documentation Usability': { told: ['documentation-usability'] },
  'Documentation Accessibility': { told: ['documentation-accessibility'] },
  'Documentation Discoverability': { told: ['documentation-discoverability'] },
  'Issue Label Inclusivity': { computed: ['issue-label-inclusivity'], told: ['issue-label-inclusivity-stated'] },
  'Project Burnout': { told: ['project-burnout'] },
  'Chat Platform Inclusivity': { told: ['chat-platform-inclusivity'] },
  'Psychological Safety': { told: ['psychological-safety'] },
  'Project Demographics': { told: ['project-demographics'] },
  'Newcomer Experience': { told: ['newcomer-experience'] },
  'Communication Transparency': { told: ['communication-transparency'] },
  'Project Access': { told: ['project-access'] },
  'Conflict Resolution and Mediation': { told: ['conflict-resolution'] },
  'Inclusive Leadership': { told: ['inclusive-leadership'] },
  Mentorship: { told: ['mentorship'] },
  Sponsorship: { told: ['sponsorship'] },
  'Board/Council Diversity': { told: ['board-council-diversity'] },
}

/** Parameters that CHAOSS names for single metrics, beside those that it names for all. */
const named: Record<string, string[]> = {
  lines: ['lineKind'],
  'lines-first-parent': ['lineKind'],
  'change-requests-accepted': ['landedByHand', 'selectBy'],
  'change-requests-declined': ['landedByHand', 'selectBy'],
  'change-request-acceptance-ratio': ['acceptance', 'landedByHand'],
  'change-request-duration': ['aggregator', 'durationOf'],
  'change-request-commits': ['aggregator'],
  'change-request-reviews': ['reviewsAre'],
  'change-request-review-duration': ['aggregator', 'unrevised', 'responseBy'],
  'review-cycle-duration': ['aggregator', 'cycleEnds'],
  'change-request-closure-ratio': ['closure'],
  'self-merge-rate': ['reviewsAre'],
  'defect-resolution-duration': ['aggregator', 'defectLabels'],
  'issues-new': ['reopenAsNew'],
  'issues-closed': ['reopenAsNew'],
  'issue-age': ['aggregator'],
  'issue-response-time': ['aggregator', 'responseBy', 'reactionsAnswer', 'unanswered'],
  'issue-resolution-duration': ['aggregator', 'selectBy', 'reopenAsNew'],
  'time-to-first-response': ['aggregator', 'itemKind', 'responseBy', 'unanswered'],
  'time-to-close': ['aggregator', 'close', 'itemKind'],
  'new-contributors-closing-issues': ['reopenedWithinDays'],
  'inactive-contributors': ['inactiveAfterDays', 'commitsAtLeast'],
  'occasional-contributors': ['occasionalBelow', 'occasionalGapDays'],
  'conversion-rate': ['conversionStep', 'conversion'],
  burstiness: ['bandIntervals', 'bandWidth'],
  committers: ['role', 'commitsAtLeast', 'linesAtLeast'],
  'contributor-absence-factor': ['threshold'],
  'elephant-factor': ['threshold', 'unknown', 'independents'],
  'labor-investment': ['hourlyRate', 'hoursPerCommit', 'hoursPerIssue', 'hoursPerReview'],
  'technical-fork': ['forks'],
  'issue-label-inclusivity': ['welcomeLabels'],
}

test('each metric heeds the parameters that CHAOSS names for it, and none is there that nothing heeds', () => {
  const missing = Object.entries(named).flatMap(([id, parameters]) => {
    const own: readonly string[] = metrics.find(metric => metric.id === id)?.parameters ?? []
    return parameters.filter(name => !own.includes(name)).map(name => `${id}: ${name}`)
  })
  assert.deepEqual(missing, [])
  const heeded = new Set<string>([...commonParameters, ...metrics.flatMap(({ parameters }) => parameters)])
  assert.deepEqual(
    Object.keys(MetricParameters.shape).filter(name => !heeded.has(name)),
    [],
  )
})

/** Not of CHAOSS, and named so. */
const beside = [
  ...['active-days', 'commits-linked', 'commits-reviewed', 'contributions', 'contributions-outside-work-hours'],
  ...[
    'contributors-d0',
    'contributors-d1',
    'contributors-d2',
    'fixes-upstreamed',
    'maintainers',
    'quarterly-retention',
  ],
  ...['stars', 'weeks-active'],
]

test('every metric that CHAOSS has released is answered, and every metric here answers one or says that it is not of CHAOSS', () => {
  const unanswered = Object.entries(answers).filter(
    ([, { computed = [], told = [] }]) => computed.length + told.length === 0,
  )
  assert.deepEqual(unanswered, [])
  const answering = Object.values(answers).flatMap(({ computed = [] }) => computed)
  const ids = metrics.map(({ id }) => id)
  assert.deepEqual([...answering, ...beside].sort(), ids.toSorted())
  const wronglyNamed = Object.entries(answers).flatMap(([name, { computed = [] }]) =>
    metrics.filter(({ id, source }) => computed.includes(id) && source.name !== `CHAOSS: ${name}`).map(({ id }) => id),
  )
  assert.deepEqual(wronglyNamed, [])
  const notOfChaoss = metrics.filter(({ source }) => !source.name.startsWith('CHAOSS: ')).map(({ id }) => id)
  assert.deepEqual(notOfChaoss, beside)
})

test('what no machine knows is asked of people or entered by hand', () => {
  const ids = new Set(humanMetrics.map(({ id }) => id))
  const told = Object.values(answers).flatMap(answer => answer.told ?? [])
  assert.deepEqual(
    told.filter(id => !ids.has(id)),
    [],
  )
})

test('what is computed has another id than what people tell of the same', () => {
  const ids = [...metrics, ...humanMetrics].map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  )
})
