import type { LicensePolicy } from './model.ts'

/** What holds until an office writes its own: cautious for what is shipped, milder for what only helps to build it. */
export const defaultPolicy: LicensePolicy = {
  name: 'ospo default',
  rules: [
    {
      licenses: ['{source-available}'],
      verdict: 'deny',
      reason: {
        en: 'not an open source license: it limits who may use it or for what',
        zh: '不是开源许可证：限制了使用者或用途',
      },
    },
    {
      licenses: ['{public-domain}', '{permissive}'],
      verdict: 'allow',
      reason: { en: 'permissive: keep the notice', zh: '宽松许可证：保留声明即可' },
    },
    {
      licenses: [
        'GPL-*-only WITH Classpath-exception-2.0',
        'GPL-*-or-later WITH Classpath-exception-2.0',
        'GPL-* WITH GCC-exception-*',
        'Apache-2.0 WITH LLVM-exception',
      ],
      verdict: 'allow',
      reason: { en: 'its exception allows linking under other terms', zh: '其例外条款允许以其他条款链接' },
    },
    {
      licenses: ['{weak-copyleft}'],
      scopes: ['development'],
      verdict: 'allow',
      reason: { en: 'weak copyleft, and not shipped', zh: '弱著佐权，且不随产品分发' },
    },
    {
      licenses: ['{weak-copyleft}'],
      verdict: 'review',
      reason: {
        en: 'weak copyleft: changes to the component must be shared; see how it is linked',
        zh: '弱著佐权：对组件的修改必须公开；请确认链接方式',
      },
    },
    {
      licenses: ['{network-copyleft}', '{strong-copyleft}'],
      scopes: ['development'],
      verdict: 'review',
      reason: {
        en: 'strong copyleft, but only for development: make sure that it is not shipped',
        zh: '强著佐权，但仅用于开发：请确认不随产品分发',
      },
    },
    {
      licenses: ['{network-copyleft}'],
      verdict: 'deny',
      reason: {
        en: 'network copyleft: offering it over a network obliges to share the whole source',
        zh: '网络著佐权：通过网络提供服务即须公开全部源代码',
      },
    },
    {
      licenses: ['{strong-copyleft}'],
      verdict: 'deny',
      reason: {
        en: 'strong copyleft: passing it on obliges to share the whole source',
        zh: '强著佐权：分发即须公开全部源代码',
      },
    },
  ],
  exemptions: [],
}
