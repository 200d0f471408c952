export const words = {
  signIn: { en: 'Sign in', zh: '登录' },
  singleSignOn: { en: 'Single sign-on', zh: '单点登录' },
  login: { en: 'Sign-in name', zh: '登录名' },
  password: { en: 'Password', zh: '密码' },
  linkUsed: {
    en: 'This link was used before, is too old, or was cut off: ask for a new one',
    zh: '此链接已被使用、已过期或不完整：请索取新的链接',
  },
  noPassword: {
    en: 'No password yet? An administrator sends you a link; at the very first, ospo prints one when it starts.',
    zh: '还没有密码？请向管理员索取登录链接；首次使用时，ospo 启动时会打印链接。',
  },
}
