import type { EditionState } from '#shared/disclosure/edition'

/** States of an edition, as pills and lists name them. */
export const editionStateWords: Record<'zh' | 'en', Record<EditionState, string>> = {
  zh: {
    submitted: '待审核',
    returned: '已退回',
    reviewed: '待签发',
    signed: '公开中',
    published: '已公开',
    'withdrawal-requested': '待同意撤回',
    withdrawn: '已撤回',
    recorded: '收录',
  },
  en: {
    submitted: 'to review',
    returned: 'returned',
    reviewed: 'to sign off',
    signed: 'publishing',
    published: 'public',
    'withdrawal-requested': 'withdrawal asked',
    withdrawn: 'withdrawn',
    recorded: 'recorded',
  },
}
