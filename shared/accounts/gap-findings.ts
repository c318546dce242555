import { severityOf, type CheckVerdict, type Finding } from '#shared/base/check'
import type { Gap } from './tables/gaps.ts'

interface Told {
  verdict: CheckVerdict
  check?: number
  note: (gap: Gap) => string
}

/** What is said of each kind of gap. What stands in no table is an error; what may yet be nothing is a reminder. */
const told: Readonly<Record<Gap['kind'], Told>> = {
  opening: { verdict: 'undefined', note: () => '没有上年决算，也没有填报年初结转和结余。没有的填0' },
  budget: { verdict: 'undefined', note: ({ where }) => `${where}没有填报，却有决算数。没有预算的填0` },
  subject: { verdict: 'fails', check: 56, note: ({ id }) => `本年度科目表没有${id}，改科目或在设置中补上` },
  cell: { verdict: 'fails', note: ({ id }) => `填报的${id}在九张表中没有位置，删去这一行` },
  project: { verdict: 'fails', note: ({ id }) => `台账${id}所属的项目不存在，未计入任何一张表。改所属项目` },
}

/** 缺漏. A gap of the tables as a finding at its place: the figure, or the row's own id where it has none. */
export function gapFinding(gap: Gap): Finding {
  const { verdict, check, note } = told[gap.kind]
  return {
    ...(check === undefined ? {} : { check }),
    rule: check === undefined ? `table.${gap.kind}` : 'subject.name',
    severity: severityOf[verdict],
    verdict,
    where: gap.where,
    figures: [gap.id],
    printed: '',
    recomputed: '',
    note: note(gap),
  }
}
