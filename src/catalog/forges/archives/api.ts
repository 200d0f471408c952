import { endpoint } from '../../../platform/http/endpoint.ts'
import { ArchiveRequest, ArchiveSummary, largestArchive } from './model.ts'
import { importArchive } from './service.ts'

export const importForgeArchive = endpoint({
  method: 'POST',
  path: '/api/projects/{project}/forge-archives',
  summary: {
    en: 'Read what a forge or a mailing list knows of a project out of a file: an hour of GH Archive, a migration archive of GitHub, JSON that gh wrote, an mbox; gzip or not',
    zh: '从文件读入代码平台或邮件列表的项目数据：GH Archive 小时文件、GitHub 迁移归档、gh 输出的 JSON、mbox；可为 gzip',
  },
  permission: 'office.change',
  input: ArchiveRequest,
  output: ArchiveSummary,
  upload: { limit: largestArchive },
  handle: (ctx, request, file) => importArchive(ctx, request, file),
})
