import { absenceFactor } from './absence-factor.ts'
import { activityTimes } from './activity-times.ts'
import { botShare } from './bot-share.ts'
import { commits } from './commits.ts'
import { contributors } from './contributors.ts'
import { inactiveContributors } from './inactive-contributors.ts'
import { lines } from './lines.ts'
import type { Metric } from './metric.ts'
import { newContributors } from './new-contributors.ts'
import { occasionalContributors } from './occasional-contributors.ts'
import { releaseFrequency } from './release-frequency.ts'
import { timeZones } from './time-zones.ts'

/** Every metric, in alphabetical order of their ids. */
export const metrics: Metric[] = [
  activityTimes,
  botShare,
  commits,
  absenceFactor,
  contributors,
  inactiveContributors,
  lines,
  newContributors,
  occasionalContributors,
  releaseFrequency,
  timeZones,
]
