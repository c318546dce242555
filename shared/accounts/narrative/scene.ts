import type { Figure } from '#shared/base/figure'
import { recompute } from '#shared/base/formulas'
import { quantityOf } from '#shared/base/quantity'
import type { Row } from '#shared/base/sheet'
import { isValidIn } from '#shared/budget/subjects'
import type { Direction } from '../statement.ts'
import type { YearInput } from '../year.ts'
import { fill, type Slots } from './form.ts'
import { forms, reasonsAbove, type FormName } from './forms.ts'
import { HandTexts } from './hand-texts.ts'
import {
  comparisonFigures,
  narrativeFigures,
  publishedAs,
  type Comparison,
  type NarrativeFigure,
} from './narrative-figures.ts'
import type { Sentence, SentencePart } from './section.ts'
import { situationOf, told, wayOf, wayWords, type Situation, type Variant, type Way } from './situation.ts'

/** A comparison as a sentence needs it: how the numbers stand, which variant of the form tells it, and its gaps. */
export interface Compared {
  situation: Situation
  variant: Variant
  slots: Slots
}

/**
 * What sentences are made from: the year's figures, last year's, the texts; and what making them leaves behind: the
 * narrative's own figures, made when a sentence first asks for them, and what its words say of numbers.
 */
export class Scene {
  readonly input: YearInput
  readonly texts: HandTexts
  readonly directions = new Map<string, Direction>()
  readonly explained: string[] = []
  readonly lists: { personnel?: readonly string[]; operating?: readonly string[] } = {}
  claimsAll = false
  readonly #known: Map<string, Figure>
  readonly #own: Figure[] = []
  readonly #forms = new Map(narrativeFigures.map((spec) => [spec.id, spec]))
  readonly #functional: ReadonlyMap<string, string>
  readonly #economic: ReadonlyMap<string, string>

  constructor(input: YearInput, figures: ReadonlyMap<string, Figure>) {
    this.input = input
    this.#known = new Map(figures)
    this.texts = new HandTexts(input.rows.texts, (id) => this.figure(id) !== undefined)
    this.#functional = namesIn(input.registers.functional, input.year)
    this.#economic = namesIn(input.registers.economic, input.year)
  }

  /** Figures of the narrative's own and of last year that the sentences asked for. */
  get made(): readonly Figure[] {
    return this.#own
  }

  readonly year = (): SentencePart => ({ name: `${this.input.year}年度` })
  readonly lastYear = (): SentencePart => ({ name: `${this.input.year - 1}年度` })
  readonly lastDay = (): SentencePart => ({ name: `${this.input.year}年12月31日` })
  readonly unit = (): SentencePart => ({ name: this.input.unit.name })

  /** Makes figures known that belong to a code, a project or a sheet; they come to be when they are asked for. */
  describe(specs: readonly NarrativeFigure[]): void {
    for (const spec of specs) this.#forms.set(spec.id, spec)
  }

  /** The figure of an id; the narrative's own and last year's are made when they are first asked for. */
  figure(id: string): Figure | undefined {
    const known = this.#known.get(id)
    if (known) return known
    const spec = this.#forms.get(id)
    const made = spec ? this.#make(spec) : id.startsWith('prior.') ? this.#prior(id.slice('prior.'.length)) : undefined
    if (!made) return undefined
    this.#known.set(id, made)
    this.#own.push(made)
    return made
  }

  /** Ids of known figures of a form, sorted. */
  ids(form: RegExp): string[] {
    return [...this.#known.keys()].filter((id) => form.test(id)).sort()
  }

  /** In units of the figure's nature (fen of an amount); undefined where there is no figure. */
  units(id: string): bigint | undefined {
    const figure = this.figure(id)
    return figure && quantityOf(figure.value)?.units
  }

  /** There are tables, and this cell of theirs is blank or zero. */
  isNil(id: string): boolean {
    const units = this.units(id)
    return units === undefined ? this.#known.has('t01.in.total') : units === 0n
  }

  /** A figure in its place; where there is none, a gap that asks for the data. */
  shows(id: string): SentencePart {
    return this.figure(id) ? { figure: id } : { hand: this.#lacking(id), asks: '数据', parts: null }
  }

  /** What a figure that can't be made lacks: the first figure on the way down that nobody has given. */
  #lacking(id: string): string {
    const lacking = this.#forms.get(id)?.over.find((operand) => !this.figure(operand))
    return lacking === undefined ? id : this.#lacking(lacking)
  }

  /** A word that figures decide. */
  word(word: string, over: readonly string[]): SentencePart {
    return { word, over: over.filter((id) => this.figure(id)) }
  }

  sentence(id: string, form: FormName, slots: Slots = {}): Sentence {
    return { id, form, parts: fill(forms[form], { year: this.year(), unit: this.unit(), ...slots }) }
  }

  phrase(form: FormName, slots: Slots): SentencePart[] {
    return fill(forms[form], slots)
  }

  functionalName(code: string): SentencePart {
    return { name: this.#functional.get(code) ?? this.figure(`t05.${code}.total`)?.label ?? code }
  }

  economicName(code: string): string {
    return this.#economic.get(code) ?? this.figure(`t06.${code}`)?.label ?? code
  }

  /**
   * 原因. Asked for where the difference of two figures is larger than its threshold; nothing where it is not. `id` is
   * the change or the completion that is to be explained.
   */
  because(id: string, kind: keyof typeof reasonsAbove, [one, other]: readonly [string, string]): SentencePart[] {
    const difference = (this.units(one) ?? 0n) - (this.units(other) ?? 0n)
    const size = difference < 0n ? -difference : difference
    if (size <= BigInt(reasonsAbove[kind])) return []
    return this.phrase('because', { reason: this.texts.phrase(`reason.${id}`, '原因') })
  }

  /** 比上年. How a number stands to last year's: its figures are made, and what the words say is kept. */
  compare(comparison: Comparison): Compared {
    const { change, growth, now, before } = comparison
    const [present, past] = [this.figure(now), this.figure(before)]
    const situation = situationOf(present, past)
    const { variant } = told[situation]
    const truly = wayOf(present, past)
    if (truly && truly !== 'level') this.describe(comparisonFigures(comparison, truly))
    const way = situation === 'unrated' && truly ? truly : told[situation].way
    if (situation !== 'unknown') this.directions.set(change, directionOf(way))
    const { moves, grows } = wayWords[way]
    const over = [now, before]
    const apart = variant === 'changed' || variant === 'new' || variant === 'unrated'
    return {
      situation,
      variant,
      slots: {
        before: this.lastYear(),
        moves: this.word(moves, over),
        grows: this.word(grows, over),
        ...(apart ? { change: this.shows(change), because: this.because(change, 'change', [now, before]) } : {}),
        ...(variant === 'changed' ? { growth: this.shows(growth) } : {}),
      },
    }
  }

  #make({ id, label, formula, over, shown }: NarrativeFigure): Figure | undefined {
    const held = over.filter((operand) => this.figure(operand))
    if (held.length === 0 || (formula !== 'sum' && held.length < over.length)) return undefined
    const from = { formula, over: held }
    const figure: Figure = { id, label, value: null, shown, from, year: this.input.year }
    const value = recompute(figure, (operand) => this.#known.get(operand))
    if (value === undefined || value === null || ('part' in value && value.whole <= 0)) return undefined
    return { ...figure, value }
  }

  /** 上年数. Last year's figure as its edition published it, under the name that it has there. */
  #prior(id: string): Figure | undefined {
    const { prior } = this.input
    if (!prior) return undefined
    const found = [id, ...(publishedAs[id] ?? [])].flatMap((name) => prior.figures.get(name) ?? [])[0]
    if (!found) return undefined
    const { label, value, shown, printed, code } = found
    const from = { published: { year: prior.year, unit: prior.unit, edition: prior.edition, figure: found.id } }
    return {
      id: `prior.${id}`,
      label: `上年${label}`,
      value,
      shown,
      from,
      year: prior.year,
      ...(printed === undefined ? {} : { printed }),
      ...(code === undefined ? {} : { code }),
    }
  }
}

export const directionOf = (way: Way): Direction => (way === 'nearly' ? 'level' : way)

function namesIn(rows: readonly Row[], year: number): Map<string, string> {
  const valid = rows.filter((row) => !row.voided && isValidIn(row, year))
  return new Map(valid.map(({ cells }) => [String(cells.code), String(cells.name)]))
}
