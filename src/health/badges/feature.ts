import type { Feature } from '../../platform/feature.ts'
import { badgePictures, listBadges, removeBadge, saveBadge } from './api.ts'
import { listBadgesCommand, removeBadgeCommand, saveBadgeCommand } from './cli.ts'
import { addBadgeForm, badgesPage, publishBadgeForm, removeBadgeForm } from './pages.ts'

export const badges: Feature = {
  endpoints: [listBadges, saveBadge, removeBadge],
  mounts: [badgePictures],
  commands: [listBadgesCommand, saveBadgeCommand, removeBadgeCommand],
  pages: [badgesPage],
  forms: [addBadgeForm, publishBadgeForm, removeBadgeForm],
}
