import type { Channel } from '#shared/cases/channels'

/** How one way in is used. */
interface ChannelUse {
  channel: Channel
  /** of ten thousand cases */
  share: number
  /** of a hundred, how many come in office hours only */
  office: number
  /** minutes until a case is registered, on an average */
  minutes: number
  /** of a thousand, how many callers say no name */
  anonymous: number
  /** what its own numbers begin with; undefined: it numbers nothing */
  prefix?: string
}

/** Shares of a year's cases by the ten channels. */
export const channelUses: readonly ChannelUse[] = [
  { channel: 'hotline', share: 5850, office: 15, minutes: 8, anonymous: 60, prefix: 'RX' },
  { channel: 'urban-management', share: 1520, office: 55, minutes: 12, anonymous: 0, prefix: 'CG' },
  { channel: 'message-board', share: 1180, office: 5, minutes: 95, anonymous: 20, prefix: 'LY' },
  { channel: 'city-app', share: 610, office: 5, minutes: 40, anonymous: 40, prefix: 'APP' },
  { channel: 'grid-worker', share: 420, office: 80, minutes: 15, anonymous: 0 },
  { channel: 'superior-referral', share: 210, office: 95, minutes: 55, anonymous: 10, prefix: 'ZB' },
  { channel: 'visit-or-letter', share: 123, office: 100, minutes: 30, anonymous: 30 },
  { channel: 'leader-instruction', share: 41, office: 95, minutes: 20, anonymous: 0 },
  { channel: 'public-opinion', share: 30, office: 60, minutes: 25, anonymous: 0 },
  { channel: 'enterprise-complaint', share: 16, office: 100, minutes: 35, anonymous: 0 },
]
