import { absenceFactor } from './absence-factor.ts'
import { activityTimes } from './activity-times.ts'
import { aiAssisted } from './ai-assisted.ts'
import { botShare } from './bot-share.ts'
import { burstiness } from './burstiness.ts'
import { commits } from './commits.ts'
import { committers } from './committers.ts'
import { contributors } from './contributors.ts'
import { libyears, upstreamDependencies } from './dependencies.ts'
import { codeOfConduct, spdxDocument } from './documents.ts'
import { elephantFactor } from './elephant-factor.ts'
import { absenceFactorOfAllChannels } from './forge/absence-factor-of-all-channels.ts'
import { changeRequestClosureRatio } from './forge/change-request-closure.ts'
import { changeRequestCommits, changeRequestReviews, selfMergeRate } from './forge/change-request-reviews.ts'
import {
  changeRequestDuration,
  changeRequestReviewDuration,
  reviewCycleDuration,
} from './forge/change-request-times.ts'
import {
  changeRequestAcceptanceRatio,
  changeRequests,
  changeRequestsAccepted,
  changeRequestsDeclined,
} from './forge/change-requests.ts'
import { collaborationPlatformActivity } from './forge/collaboration-platform-activity.ts'
import {
  contributionAttribution,
  contributorsOfAllChannels,
  newContributorsClosingIssues,
  newContributorsOfAllChannels,
  typesOfContributions,
} from './forge/contributors-of-all-channels.ts'
import { contributions, contributorsOnLevels, maintainers } from './forge/engagement.ts'
import { establishedShare } from './forge/established.ts'
import { fixesUpstreamed } from './forge/fixes.ts'
import {
  defectResolutionDuration,
  issueAge,
  issueComments,
  issueLabelInclusivity,
  issueResolutionDuration,
  issuesActive,
  issuesClosed,
  issuesNew,
} from './forge/issues.ts'
import { laborInvestment } from './forge/labor-investment.ts'
import { commitsLinked, commitsReviewed } from './forge/linked-commits.ts'
import { conversionRate, technicalForks } from './forge/newcomers.ts'
import { organizationalInfluence } from './forge/organizational-influence.ts'
import { projectVelocity } from './forge/project-velocity.ts'
import { reviewDurationByRole } from './forge/review-duration-by-role.ts'
import { activeDays, outsideWorkHours, quarterlyRetention } from './forge/rhythm.ts'
import { branchLifecycleOnForge, clones, downloads, projectPopularity, releasesOnForge } from './forge/spreading.ts'
import { stars } from './forge/stars.ts'
import { issueResponseTime, timeToClose, timeToFirstResponse } from './forge/time-to.ts'
import { inactiveContributors } from './inactive-contributors.ts'
import { languages } from './languages.ts'
import { licenseCoverage, licensesDeclared, osiLicenses } from './licenses.ts'
import { lines } from './lines.ts'
import { linesFirstParent } from './lines-first-parent.ts'
import { branchLifecycle, selfMerges } from './merges.ts'
import type { Metric } from './metric.ts'
import { newContributors } from './new-contributors.ts'
import { occasionalContributors } from './occasional-contributors.ts'
import { organizationalDiversity } from './organizational-diversity.ts'
import { releaseFrequency } from './release-frequency.ts'
import { timeZones } from './time-zones.ts'
import { typesByPath } from './types-by-path.ts'
import { weeksActive } from './weeks-active.ts'

/** Every metric, in alphabetical order of their ids. */
export const metrics: Metric[] = [
  activeDays,
  activityTimes,
  aiAssisted,
  botShare,
  branchLifecycleOnForge,
  branchLifecycle,
  burstiness,
  changeRequestAcceptanceRatio,
  changeRequestClosureRatio,
  changeRequestCommits,
  changeRequestDuration,
  changeRequestReviewDuration,
  changeRequestReviews,
  changeRequests,
  changeRequestsAccepted,
  changeRequestsDeclined,
  clones,
  codeOfConduct,
  collaborationPlatformActivity,
  commits,
  commitsLinked,
  commitsReviewed,
  committers,
  contributionAttribution,
  contributions,
  outsideWorkHours,
  absenceFactor,
  absenceFactorOfAllChannels,
  contributors,
  ...contributorsOnLevels,
  contributorsOfAllChannels,
  conversionRate,
  defectResolutionDuration,
  downloads,
  elephantFactor,
  establishedShare,
  fixesUpstreamed,
  inactiveContributors,
  issueAge,
  issueComments,
  issueLabelInclusivity,
  issueResolutionDuration,
  issueResponseTime,
  issuesActive,
  issuesClosed,
  issuesNew,
  laborInvestment,
  libyears,
  licenseCoverage,
  licensesDeclared,
  lines,
  linesFirstParent,
  maintainers,
  newContributors,
  newContributorsClosingIssues,
  newContributorsOfAllChannels,
  occasionalContributors,
  organizationalDiversity,
  organizationalInfluence,
  osiLicenses,
  languages,
  projectPopularity,
  projectVelocity,
  quarterlyRetention,
  releaseFrequency,
  releasesOnForge,
  reviewCycleDuration,
  reviewDurationByRole,
  selfMergeRate,
  selfMerges,
  spdxDocument,
  stars,
  technicalForks,
  timeToClose,
  timeToFirstResponse,
  timeZones,
  typesOfContributions,
  typesByPath,
  upstreamDependencies,
  weeksActive,
]
