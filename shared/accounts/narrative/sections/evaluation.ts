import type { ScoreSheet } from '#shared/performance/score-sheet'
import { unended } from '../hand-texts.ts'
import { evaluatedFigures, evaluationFigures, wholeFigures, type Evaluated } from '../narrative-figures.ts'
import type { Scene } from '../scene.ts'
import type { Paragraph, Section, Sentence, SentencePart } from '../section.ts'

const evaluated = ({ id, title, budget, executed }: ScoreSheet): Evaluated => ({
  id,
  name: title,
  budget,
  executed,
  score: `score.${id}.total`,
})

/** 十三、预算绩效情况: what was evaluated, the whole unit, each project from its score sheet, what came of it. */
export function evaluation(scene: Scene, scores: readonly ScoreSheet[]): Section {
  const projects = scores.filter(({ whole }) => !whole).map(evaluated)
  scene.describe(evaluatedFigures(projects.map(({ executed }) => executed)))
  const paragraphs: Paragraph[] = [
    { id: 'n13.1', heading: '（一）预算绩效管理工作开展情况', sentences: overview(scene, projects) },
    { id: 'n13.2', heading: '（二）整体支出自评结果', sentences: whole(scene, scores) },
    ...results(scene, scores),
    { id: 'n13.4', heading: '（四）绩效自评结果应用情况', sentences: [use(scene, scores)] },
  ]
  return { no: '十三', id: 'n13', title: '预算绩效情况', paragraphs }
}

function overview(scene: Scene, projects: readonly Evaluated[]): Sentence[] {
  const id = 'n13.projects'
  if (projects.length === 0) {
    const none = scene.isNil('n05.project')
    return [scene.sentence(id, none ? 'evaluation.projects.none' : 'evaluation.projects.nil')]
  }
  const judgement = scene.texts.phrase('evaluation.projects', '自评情况')
  return [evaluatedSentence(scene), scene.sentence('n13.judged', 'evaluation.judged', { judgement })]
}

/** “全部” is said only where the money of the evaluated projects is all project expenditure (check 49). */
function evaluatedSentence(scene: Scene): Sentence {
  const slots = { projects: scene.shows('n13.projects'), amount: scene.shows('n13.amount') }
  if (!scene.figure('n13.share')) return scene.sentence('n13.projects', 'evaluation.projects.bare', slots)
  const over = ['n13.amount', 'n05.project']
  scene.claimsAll = scene.units('n13.amount') === scene.units('n05.project')
  const all: SentencePart[] = scene.claimsAll ? [scene.word('全部', over)] : []
  return scene.sentence('n13.projects', 'evaluation.projects', { ...slots, all, share: scene.shows('n13.share') })
}

function whole(scene: Scene, scores: readonly ScoreSheet[]): Sentence[] {
  const sheet = scores.find((one) => one.whole)
  if (!sheet) return [scene.sentence('n13.whole', 'evaluation.whole.nil')]
  scene.describe(wholeFigures(evaluated(sheet)))
  const slots = { whole: scene.shows('n13.whole') }
  const score = 'n13.whole.score'
  const first = scene.figure(score)
    ? scene.sentence('n13.whole', 'evaluation.whole', { ...slots, score: scene.shows(score) })
    : scene.sentence('n13.whole', 'evaluation.whole.unscored', slots)
  const judgement = scene.texts.phrase('evaluation.whole', '自评情况')
  return [first, scene.sentence('n13.whole.judged', 'evaluation.judged', { judgement })]
}

function results(scene: Scene, scores: readonly ScoreSheet[]): Paragraph[] {
  const projects = scores.filter((sheet) => !sheet.whole)
  return projects.map((sheet, k) => ({
    id: `n13.3.${k + 1}`,
    ...(k === 0 ? { heading: '（三）项目支出自评结果' } : {}),
    sentences: [scored(scene, sheet, k + 1), ...told(scene, sheet)],
  }))
}

function scored(scene: Scene, sheet: ScoreSheet, number: number): Sentence {
  scene.describe(evaluationFigures(evaluated(sheet)))
  const id = `n13.project.${sheet.id}`
  const slots = { n: { name: `${number}. ` }, name: { name: sheet.title }, executed: scene.shows(`${id}.executed`) }
  if (scene.units(`${id}.budget`) === 0n) return scene.sentence(id, 'evaluation.project.unbudgeted', slots)
  const more = { ...slots, budget: scene.shows(`${id}.budget`), rate: scene.shows(`${id}.rate`) }
  if (!scene.figure(`${id}.score`)) return scene.sentence(id, 'evaluation.project.unscored', more)
  return scene.sentence(id, 'evaluation.project', { ...more, score: scene.shows(`${id}.score`) })
}

/** What the score sheet says in words: outputs must be told; problems and improvement where there are some. */
function told(scene: Scene, { id, outputs, problems, improvement }: ScoreSheet): Sentence[] {
  const asked = [
    ['outputs', outputs, '主要产出和效益', true],
    ['problems', problems, '存在的问题', false],
    ['improvement', improvement, '下一步措施', false],
  ] as const
  return asked.flatMap(([key, text, asks, required]) => {
    const written = text?.trim() ? unended(text) : undefined
    if (written === undefined && !required) return []
    const parts = written === undefined ? null : scene.texts.pieces(written)
    const words: SentencePart = { hand: `score.${id}.${key}`, asks, parts }
    return [scene.sentence(`n13.project.${id}.${key}`, `evaluation.${key}`, { words })]
  })
}

function use(scene: Scene, scores: readonly ScoreSheet[]): Sentence {
  const id = 'n13.used'
  if (scores.length === 0) return scene.sentence(id, 'evaluation.used.nil')
  return scene.sentence(id, 'evaluation.used', { words: scene.texts.phrase('evaluation.use', '结果应用') })
}
