import type { DynamoDBRecord } from 'aws-lambda'
import type { Cell } from '#shared/base/cell'
import type { Cells } from '#shared/base/sheet'
import { monthOf, type Month } from '#shared/cases/queue'
import { familiesOf, type Family } from '#functions/store/tiles/family'

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage']

/** Columns that decide who sees a case and in which month it is. */
const deciding = ['unit', 'supporting', 'dispatched', 'state', 'received'] as const

const cellOf = (value: NonNullable<Image>[string] | undefined): Cell => value?.S ?? null

function cellsOf(image: Image): Cells | undefined {
  if (!image) return undefined
  const held = deciding.map((key) => [key, cellOf(image[key])] as const).filter(([, cell]) => cell !== null)
  return Object.fromEntries(held)
}

/** Whose feeds a change of a case belongs into, and the months in which it was or is. */
export interface CaseChange {
  families: Family[]
  months: Month[]
}

/** 进出. Everybody who saw the case before, or sees it now, is told: who no longer sees it learns that it left. */
export function caseChange(before: Image, after: Image): CaseChange {
  const sides = [cellsOf(before), cellsOf(after)].filter((cells) => cells !== undefined)
  const families = new Map(sides.flatMap(familiesOf).map((family) => [family.feed, family]))
  const months = sides.flatMap((cells) => monthOf(cells) ?? [])
  return { families: [...families.values()], months: [...new Set(months)] }
}
