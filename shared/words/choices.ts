import type { Option } from '#shared/base/cell'
import { dayKinds } from '#shared/cases/calendar-days'
import { channels, requestTypes, satisfactions, urgencies } from '#shared/cases/channels'
import { limitUnits } from '#shared/cases/limits'
import { caseBadges, caseStates } from '#shared/cases/states'
import type { Language } from './labels.ts'

/** Vocabularies of cases by the column that they fill: Chinese with the options themselves, English here. */
const vocabularies = {
  channel: {
    options: channels,
    english: {
      hotline: '12345 hotline',
      'message-board': 'City message board',
      'urban-management': '12319 urban management',
      'superior-referral': 'Superior referral',
      'leader-instruction': 'Leader’s instruction',
      'enterprise-complaint': 'Enterprise complaint',
      'grid-worker': 'Grid worker',
      'public-opinion': 'Public opinion',
      'visit-or-letter': 'Visit or letter',
      'city-app': 'City app',
    },
  },
  type: {
    options: requestTypes,
    english: {
      complaint: 'Complaint',
      help: 'Help',
      enquiry: 'Enquiry',
      suggestion: 'Suggestion',
      report: 'Report',
      praise: 'Praise',
    },
  },
  urgency: { options: urgencies, english: { normal: 'Normal', urgent: 'Urgent', critical: 'Critical' } },
  satisfaction: {
    options: satisfactions,
    english: {
      'very-satisfied': 'Very satisfied',
      satisfied: 'Satisfied',
      'fairly-satisfied': 'Fairly satisfied',
      dissatisfied: 'Dissatisfied',
      unrated: 'Not rated',
    },
  },
  state: {
    options: caseStates,
    english: {
      received: 'To register',
      registered: 'To dispatch',
      dispatched: 'To accept',
      accepted: 'In hand',
      reported: 'To check',
      closed: 'To call back',
      'followed-up': 'Called back',
      archived: 'Archived',
      suspended: 'Suspended',
      refused: 'Not taken up',
      merged: 'Merged',
      void: 'Void',
    },
  },
  badges: {
    options: caseBadges,
    english: { returned: 'Sent back', reopened: 'Reopened', pressed: 'Pressed', extended: 'Extended' },
  },
  kind: { options: dayKinds, english: { free: 'Free', worked: 'Worked' } },
  unit: {
    options: limitUnits,
    english: {
      'work-hours': 'work hours',
      'work-days': 'work days',
      'natural-days': 'natural days',
      hours: 'hours',
    },
  },
} as const satisfies Record<string, { options: readonly Option[]; english: Record<string, string> }>

/** The word for one value of a vocabulary; the fallback where it is blank or none. */
export function choiceWord(
  of: keyof typeof vocabularies,
  value: string,
  language: Language,
  fallback: string = value,
): string {
  const { options, english }: { options: readonly Option[]; english: Record<string, string> } = vocabularies[of]
  return language === 'en'
    ? (english[value] ?? fallback)
    : (options.find((option) => option.value === value)?.label ?? fallback)
}
