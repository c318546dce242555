import type { EditionContent } from '#shared/disclosure/edition'
import type { Figure } from '#shared/base/figure'
import { canonicalId, tableIds } from './keys.ts'

/** Figures of an edition that are not its own year's. */
const elsewhere = /^(?:prior|ledger)\./

/**
 * 上年数. The figures that an edition published, own or recorded, by their ids in `statement.ts`; each keeps the id that
 * it has in its edition. What the edition worked out without printing it (推算) is not among them.
 */
export function priorFiguresOf(content: Pick<EditionContent, 'kind' | 'figures'>): ReadonlyMap<string, Figure> {
  if (content.kind === 'own')
    return new Map(content.figures.filter(({ id }) => !elsewhere.test(id)).map((figure) => [figure.id, figure]))
  const printed = content.figures.flatMap((figure): [string, Figure][] => {
    const id = 'document' in figure.from ? canonicalId(figure.id, figure.code) : undefined
    return id === undefined ? [] : [[id, figure]]
  })
  const known = new Map(printed)
  const told = printed.flatMap(([id, figure]) =>
    tableIds(id).flatMap((table): [string, Figure][] => (known.has(table) ? [] : [[table, figure]])),
  )
  return new Map([...told, ...printed])
}
