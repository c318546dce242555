/**
 * 句式. The wordings of sections 一 to 十三, Wuhan order, by their names; words in braces are gaps for figures, names,
 * words that figures decide, and what people write. No digit stands in a form. Variants after the last dot:
 *
 * | Variant | When |
 * |---|---|
 * | changed | more or less than before, before above zero |
 * | level | as much as before, exactly or as printed (持平, 基本持平) |
 * | new | nothing before: no rate |
 * | unrated | below zero before: no rate |
 * | nil | nothing on both sides, or nothing at all |
 * | unknown | the other number is not published |
 * | one, several | one source or kind only; more than one |
 * | unspent | a budget of which nothing was spent |
 * | unbudgeted | something was spent without a budget: no completion rate |
 */
export const forms = {
  because: '，主要是{reason}',

  'overview.units': '{unit}部门决算由{count}独立核算单位的决算汇总而成，其中{list}。',
  'overview.unit': '{kind}{count}',
  'overview.staff': '截至{end}，{unit}在职人员{count}，其中{list}。',
  'overview.staff.nil': '截至{end}，{unit}没有在职人员。',
  'overview.retired': '另有离退休人员{count}。',

  'overall.total': '{year}收入总计、支出总计均为{total}。',
  'overall.total.nil': '{year}没有收入，也没有支出。',
  'overall.changed': '收支总计比{before}{moves}{change}，{grows}{growth}{because}。',
  'overall.level': '收支总计与{before}{moves}。',
  'overall.new': '{before}收支总计为零，本年{moves}{change}，增长率不可比{because}。',
  'overall.unrated': '收支总计比{before}{moves}{change}，上年数小于零，增长率不可比{because}。',
  'overall.nil': '{before}同样没有收支。',
  'overall.unknown': '{before}没有公开可比的收支总计，不作同比。',

  'income.total': '{year}收入合计{total}。',
  'income.total.nil': '{year}没有收入。',
  'income.several': '其中：{list}。',
  'income.one': '全部是{part}。',
  share: '{name}{amount}，占{share}',
  'share.bare': '{name}{amount}',

  'expenditure.total': '{year}支出合计{total}。',
  'expenditure.total.nil': '{year}没有支出。',
  'expenditure.several': '其中：{list}。',
  'expenditure.one': '全部是{part}。',

  'grants.total': '{year}财政拨款收入总计、支出总计均为{total}。',
  'grants.total.nil': '{year}没有财政拨款收入，也没有财政拨款支出。',
  'grants.changed': '财政拨款收支总计比{before}{moves}{change}，{grows}{growth}{because}。',
  'grants.level': '财政拨款收支总计与{before}{moves}。',
  'grants.new': '{before}财政拨款收支总计为零，本年{moves}{change}，增长率不可比{because}。',
  'grants.unrated': '财政拨款收支总计比{before}{moves}{change}，上年数小于零，增长率不可比{because}。',
  'grants.nil': '{before}同样没有财政拨款收支。',
  'grants.unknown': '{before}没有公开可比的财政拨款收支总计，不作同比。',

  'general.total': '{year}一般公共预算财政拨款支出{total}，占本年支出合计的{share}。',
  'general.total.nil': '{year}没有一般公共预算财政拨款支出。',
  'general.changed': '这项支出比{before}{moves}{change}，{grows}{growth}{because}。',
  'general.level': '这项支出与{before}{moves}。',
  'general.new': '{before}没有这项支出，本年{moves}{change}，增长率不可比{because}。',
  'general.unrated': '这项支出比{before}{moves}{change}，上年数小于零，增长率不可比{because}。',
  'general.nil': '{before}同样没有这项支出。',
  'general.unknown': '{before}没有公开可比的这项支出，不作同比。',
  'structure.several': '按支出功能分类：{list}。',
  'structure.one': '按支出功能分类，全部是{part}。',
  'structure.used': '{part}（{names}）',

  'budget.total': '{year}一般公共预算财政拨款支出年初预算{budget}，支出决算{final}，完成年初预算的{completion}。',
  'budget.total.unbudgeted': '{year}年初没有安排一般公共预算财政拨款支出预算，支出决算{final}，没有可比的完成率。',
  'budget.kinds': '按支出性质：{list}。',
  'budget.projects': '项目支出的去向：{list}。',
  'budget.project': '{name}{amount}，主要成效是{effect}',
  'budget.projects.nil': '本年没有项目支出。',
  'item.changed':
    '{n}{subject}年初预算{budget}，支出决算{final}，完成年初预算的{completion}，决算数{than}年初预算数{because}。',
  'item.level': '{n}{subject}年初预算{budget}，支出决算{final}，完成年初预算的{completion}，决算数与年初预算数{than}。',
  'item.unspent': '{n}{subject}年初预算{budget}，本年没有支出，决算数{than}年初预算数{because}。',
  'item.unbudgeted': '{n}{subject}年初没有安排预算，支出决算{final}，没有可比的完成率{because}。',
  'item.subject': '{class}（类）{section}（款）{item}（项）',

  'basic.total': '{year}一般公共预算财政拨款基本支出{total}。',
  'basic.total.nil': '{year}没有一般公共预算财政拨款基本支出。',
  'basic.personnel': '人员经费{amount}，开支的科目有：{names}。',
  'basic.personnel.nil': '没有人员经费。',
  'basic.operating': '公用经费{amount}，开支的科目有：{names}。',
  'basic.operating.nil': '没有公用经费。',

  'official.scope': '纳入“三公”经费统计的单位是{unit}本级。',
  'official.total': '{year}“三公”经费财政拨款年初预算{budget}，支出决算{final}，完成年初预算的{completion}。',
  'official.total.unbudgeted': '{year}年初没有安排“三公”经费财政拨款预算，支出决算{final}，没有可比的完成率。',
  'official.total.nil': '{year}没有安排“三公”经费财政拨款预算，也没有“三公”经费支出。',
  'official.several': '按项目分：{list}。',
  'official.one': '全部是{part}。',
  'official.part.changed':
    '{n}{part}年初预算{budget}，支出决算{final}，完成年初预算的{completion}，比年初预算{moves}{over}{because}。',
  'official.part.level': '{n}{part}年初预算{budget}，支出决算{final}，完成年初预算的{completion}，与年初预算{moves}。',
  'official.part.unbudgeted': '{n}{part}年初没有安排预算，支出决算{final}，没有可比的完成率{because}。',
  'official.part.nil': '{n}{part}没有预算，也没有支出。',
  'official.abroad': '全年组织因公出国（境）团组{groups}，出国（境）{travellers}次。',
  'official.abroad.nil': '全年没有因公出国（境）团组。',
  'official.bought': '全年购置（更新）公务用车{bought}。',
  'official.bought.nil': '全年没有购置公务用车。',
  'official.held': '截至{end}，由财政拨款负担费用的公务用车保有量{held}。',
  'official.held.nil': '截至{end}，没有由财政拨款负担费用的公务用车。',
  'official.receptions': '全年国内公务接待{receptions}批次，接待{guests}次。',
  'official.receptions.nil': '全年没有国内公务接待。',
  'official.foreign': '另有外事接待{receptions}批次，接待{guests}次。',
  'official.foreign.nil': '全年没有外事接待。',
  'official.changed': '“三公”经费支出决算比{before}{moves}{change}，{grows}{growth}{because}。',
  'official.level': '“三公”经费支出决算与{before}{moves}。',
  'official.new': '{before}没有“三公”经费支出，本年{moves}{change}，增长率不可比{because}。',
  'official.unrated': '“三公”经费支出决算比{before}{moves}{change}，上年数小于零，增长率不可比{because}。',
  'official.nil': '{before}同样没有“三公”经费支出。',
  'official.unknown': '{before}没有公开可比的“三公”经费支出，不作同比。',
  'official.changes': '其中：{list}。',
  'official.change.changed': '{part}{moves}{change}，{grows}{growth}',
  'official.change.level': '{part}{moves}',
  'official.change.new': '{part}{moves}{change}，增长率不可比',
  'official.change.unrated': '{part}{moves}{change}，增长率不可比',

  'funds.total': '{year}政府性基金预算财政拨款的收支情况是：{list}。',
  'funds.total.nil': '{year}没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出。',
  'capital.total': '{year}国有资本经营预算财政拨款支出{total}。',
  'capital.total.nil': '{year}没有国有资本经营预算财政拨款支出。',

  'running.total': '{year}{unit}机关运行经费支出{total}。',
  'running.total.nil': '{year}{unit}没有机关运行经费支出。',
  'running.institution': '{unit}没有行政编制人员，也没有参照公务员法管理的人员，不反映机关运行经费。',
  'running.staff': '机关运行经费按人员性质确定，{staff}。',
  'running.changed': '机关运行经费比{before}{moves}{change}，{grows}{growth}{because}。',
  'running.level': '机关运行经费与{before}{moves}。',
  'running.new': '{before}没有机关运行经费，本年{moves}{change}，增长率不可比{because}。',
  'running.unrated': '机关运行经费比{before}{moves}{change}，上年数小于零，增长率不可比{because}。',
  'running.nil': '{before}同样没有机关运行经费。',
  'running.unknown': '{before}没有公开可比的机关运行经费，不作同比。',

  'procurement.total': '{year}{unit}政府采购支出总额{total}，其中：{list}。',
  'procurement.total.nil': '{year}{unit}没有政府采购支出。',
  'procurement.kind': '{name}支出{amount}',
  'procurement.sme': '授予中小企业的合同金额{sme}，占政府采购支出总额的{share}。',
  'procurement.sme.nil': '没有授予中小企业的合同。',
  'procurement.micro': '其中，授予小微企业的合同金额{micro}，占政府采购支出总额的{share}。',
  'procurement.micro.nil': '其中，没有授予小微企业的合同。',
  'procurement.kinds': '按采购种类：{list}。',
  'procurement.kind.sme': '{name}采购授予中小企业{amount}，占{name}支出的{share}',

  'assets.vehicles': '截至{end}，{unit}有车辆{vehicles}，其中：{list}。',
  'assets.vehicles.nil': '截至{end}，{unit}没有车辆。',
  'assets.use': '{name}{count}',
  'assets.equipment': '{equipment}{count}台（套）。',
  'assets.equipment.nil': '没有{equipment}。',

  'evaluation.projects':
    '{unit}对{year}{all}项目支出开展绩效自评，涉及项目{projects}、资金{amount}，占一般公共预算项目支出的{share}。',
  'evaluation.projects.bare': '{unit}对{year}项目支出开展绩效自评，涉及项目{projects}、资金{amount}。',
  'evaluation.projects.nil': '{unit}{year}没有开展项目支出绩效自评。',
  'evaluation.projects.none': '{unit}{year}没有项目支出，不涉及项目支出绩效自评。',
  'evaluation.judged': '自评情况：{judgement}。',
  'evaluation.whole': '{unit}对{year}整体支出开展绩效自评，涉及资金{whole}，自评得分{score}。',
  'evaluation.whole.unscored': '{unit}对{year}整体支出开展绩效自评，涉及资金{whole}。',
  'evaluation.whole.nil': '{unit}{year}没有开展整体支出绩效自评。',
  'evaluation.project': '{n}{name}：全年预算数{budget}，执行数{executed}，执行率{rate}，自评得分{score}。',
  'evaluation.project.unscored': '{n}{name}：全年预算数{budget}，执行数{executed}，执行率{rate}。',
  'evaluation.project.unbudgeted': '{n}{name}：全年没有安排预算，执行数{executed}，没有可比的执行率。',
  'evaluation.outputs': '主要产出和效益：{words}。',
  'evaluation.problems': '存在的问题：{words}。',
  'evaluation.improvement': '下一步措施：{words}。',
  'evaluation.used': '自评结果的应用：{words}。',
  'evaluation.used.nil': '没有可供应用的自评结果。',

  footnote: '各数均由原值四舍五入取得，合计数与各分项数之和可能略有尾差。',
} as const satisfies Record<string, string>

export type FormName = keyof typeof forms

/** Names that hold a number of the law, which is no figure of anybody's accounts. */
export const names = { equipment: '单价100万元（含）以上的设备' } as const

/**
 * 何时要写原因. A reason is asked for where the exact difference is larger than this many fen; never where both print
 * the same. By the kind of difference: against last year, against the budget.
 */
export const reasonsAbove = { change: 0, budget: 0 } as const
