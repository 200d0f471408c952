export const words = {
  calendars: { en: 'Calendars', zh: '日历' },
  lead: { en: 'Subscribe in your own calendar program', zh: '在您自己的日历程序中订阅' },
  public: { en: 'For everybody', zh: '公开日历' },
  all: { en: 'All public calls', zh: '全部公开会议' },
  private: { en: 'Your own', zh: '您的专属日历' },
  privateLead: {
    en: 'All calls that you may see, with the links to join. Whoever has its address reads it: keep it to yourself, and renew it when it got about.',
    zh: '包含您可查看的全部会议及加入链接。知道此地址者即可读取：请勿外传，如已泄露请更新。',
  },
  renew: { en: 'Make a new address', zh: '生成新地址' },
  renewed: { en: 'Your calendar has a new address', zh: '您的日历有了新地址' },
  copyNow: {
    en: 'Copy it now: it is not shown again. The address before leads nowhere any more.',
    zh: '请立即复制：之后不再显示，旧地址已失效。',
  },
  copy: { en: 'Copy', zh: '复制' },
  since: { en: 'In use since', zh: '启用时间' },
  zones: { en: 'Time zone rules', zh: '时区规则' },
}
