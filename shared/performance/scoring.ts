/** A band of qualitative indicators: which part of the weight it earns, in per cent, `to` included. */
export interface Band {
  label: string
  from: number
  to: number
}

/**
 * 计分口径. What differs between regions and years when sheets are scored, as data: the points of a whole sheet, the
 * bands of qualitative indicators, the grades of a total, and from how many per cent of its target on an actual value
 * asks for a reason.
 */
export interface Scoring {
  full: number
  bands: readonly Band[]
  grades: readonly { label: string; from: number }[]
  farAbove: number
}

/** Wuhan: bands of the notes below the sheets of the 2021 accounts. Grades are the usual four (优良中差). */
export const wuhanScoring = {
  full: 100,
  bands: [
    { label: '达成预期指标', from: 80, to: 100 },
    { label: '部分达成预期指标并具有一定效果', from: 50, to: 80 },
    { label: '未达成预期指标且效果较差', from: 0, to: 50 },
  ],
  grades: [
    { label: '优', from: 90 },
    { label: '良', from: 80 },
    { label: '中', from: 60 },
    { label: '差', from: 0 },
  ],
  farAbove: 115,
} as const satisfies Scoring
