import { verbatim } from '../../lib/text/text.ts'

export const words = {
  api: verbatim('API'),
  lead: {
    en: 'All that ospo can do, for programs. Send an API token as “Authorization: Bearer …”.',
    zh: 'ospo 的全部功能均可由程序调用。请以 “Authorization: Bearer …” 发送 API 令牌。',
  },
  document: { en: 'OpenAPI 3.1 document', zh: 'OpenAPI 3.1 文档' },
  permission: { en: 'Permission', zh: '权限' },
  input: { en: 'Input', zh: '输入' },
  output: { en: 'Answer', zh: '响应' },
  example: { en: 'Example', zh: '示例' },
  none: { en: 'No input', zh: '无输入' },
  field: { en: 'Field', zh: '字段' },
  place: { en: 'In', zh: '位置' },
  required: { en: 'required', zh: '必填' },
  path: { en: 'path', zh: '路径' },
  query: { en: 'query', zh: '查询' },
  body: { en: 'body', zh: '正文' },
}
