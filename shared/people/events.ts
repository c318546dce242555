/**
 * 登录记录. What happens to the secrets of an account, as the administrators read it. Events tell who, when, from which
 * address, and never a value.
 */
export const securityEvents = {
  'signed-in': '登录',
  'sign-in-failed': '登录失败',
  locked: '锁定10分钟',
  'signed-out': '退出',
  'sessions-ended': '结束会话',
  'code-issued': '发放一次性登录码',
  'code-redeemed': '使用一次性登录码',
  'password-set': '设置密码',
  'totp-enrolled': '绑定动态口令',
  'factor-shown': '再次验证',
} as const satisfies Record<string, string>

export type SecurityEvent = keyof typeof securityEvents
