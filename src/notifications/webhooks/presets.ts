import type { PresetName } from './model.ts'
import type { Preset } from './preset.ts'
import { dingtalk } from './presets/dingtalk.ts'
import { feishu } from './presets/feishu.ts'
import { mattermost } from './presets/mattermost.ts'
import { slack } from './presets/slack.ts'
import { standard } from './presets/standard.ts'
import { teams } from './presets/teams.ts'
import { wecom } from './presets/wecom.ts'

export const presets: Record<PresetName, Preset> = { dingtalk, feishu, mattermost, slack, standard, teams, wecom }
