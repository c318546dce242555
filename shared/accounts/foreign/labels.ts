/** How disclosures name what stands in the tables and in the narrative, and which figures these are. */

/** Lines of 01 and 04 on the income side, by their printed names. */
export const incomeLines: readonly { form: RegExp; line: string }[] = [
  { form: /^一般公共预算财政拨款(?:收入)?$/, line: 'general' },
  { form: /^政府性基金预算财政拨款(?:收入)?$/, line: 'fund' },
  { form: /^国有资本经营预算财政拨款(?:收入)?$/, line: 'capital' },
  { form: /^上级补助收入$/, line: 'superior' },
  { form: /^事业收入$/, line: 'business' },
  { form: /^经营收入$/, line: 'operating' },
  { form: /^附属单位上缴收入$/, line: 'affiliated' },
  { form: /^其他收入$/, line: 'other' },
  { form: /^本年收入合计$/, line: 'current' },
  { form: /^使用(?:非财政拨款|专用)结余/, line: 'reserves' },
  { form: /^年初(?:财政拨款)?结转和结余$/, line: 'opening' },
  { form: /^一般公共预算财政拨款结转和结余$/, line: 'opening.general' },
  { form: /^政府性基金预算财政拨款结转和结余$/, line: 'opening.fund' },
  { form: /^国有资本经营预算财政拨款结转和结余$/, line: 'opening.capital' },
  { form: /^总计$/, line: 'total' },
]

/** Lines below the classes on the expenditure side. */
export const expenditureLines: readonly { form: RegExp; line: string }[] = [
  { form: /^本年支出合计$/, line: 'current' },
  { form: /^结余分配$/, line: 'distribution' },
  { form: /^年末(?:财政拨款)?结转和结余$/, line: 'closing' },
  { form: /^总计$/, line: 'total' },
]

/** 类. Classes of the functional subjects by name; a document's own tables tell theirs first. */
export const classCodes: Readonly<Record<string, string>> = {
  一般公共服务支出: '201',
  外交支出: '202',
  国防支出: '203',
  公共安全支出: '204',
  教育支出: '205',
  科学技术支出: '206',
  文化旅游体育与传媒支出: '207',
  社会保障和就业支出: '208',
  卫生健康支出: '210',
  节能环保支出: '211',
  城乡社区支出: '212',
  农林水支出: '213',
  交通运输支出: '214',
  资源勘探工业信息等支出: '215',
  商业服务业等支出: '216',
  金融支出: '217',
  援助其他地区支出: '219',
  自然资源海洋气象等支出: '220',
  住房保障支出: '221',
  粮油物资储备支出: '222',
  国有资本经营预算支出: '223',
  灾害防治及应急管理支出: '224',
  其他支出: '229',
  债务还本支出: '231',
  债务付息支出: '232',
  抗疫特别国债安排的支出: '234',
}

/** Columns of 02, 03, 05, 08 and 09 as the JSON form names them. */
export const columnKeys: Readonly<Record<string, readonly string[]>> = {
  T2: ['total', 'fiscal', 'superior', 'business', 'operating', 'affiliated', 'other'],
  T3: ['total', 'basic', 'project', 'upward', 'operating', 'subsidy'],
  T5: ['total', 'basic', 'project'],
  T8: ['opening', 'income', 'total', 'basic', 'project', 'closing'],
  T9: ['total', 'basic', 'project'],
}

/** Parts of 07 as the JSON form names them. */
export const officialKeys: Readonly<Record<string, string>> = {
  total: 'total',
  abroad: 'abroad',
  vehicleSubtotal: 'vehicles',
  vehiclePurchase: 'purchase',
  vehicleOperation: 'running',
  reception: 'reception',
}

/**
 * Labels of the narrative. `in`: only in sections that begin so. `subject`: what changes and growths told after it in
 * the same section are those of.
 */
export interface Told {
  in?: RegExp
  label: RegExp
  id: string
  subject?: string
}

export const narrativeLabels: readonly Told[] = [
  { in: /^一/, label: /^(?:收入支出|收、?支)(?:决算)?总计$/, id: 'n01.total', subject: 'n01' },
  { in: /^一/, label: /^收入总计$/, id: 'n01.in', subject: 'n01.in' },
  { in: /^一/, label: /^支出总计$/, id: 'n01.out', subject: 'n01.out' },
  { in: /^一/, label: /^收入(?:增加|减少)$/, id: 'n01.in.change' },
  { in: /^一/, label: /^支出(?:增加|减少)$/, id: 'n01.out.change' },
  { in: /^一/, label: /^收入(?:增长|下降)$/, id: 'n01.in.growth' },
  { in: /^一/, label: /^支出(?:增长|下降)$/, id: 'n01.out.growth' },
  { in: /^二/, label: /^(?:本年)?收入合计$/, id: 'n02.total' },
  { in: /^二/, label: /^财政拨款收入$/, id: 'n02.fiscal' },
  { in: /^二/, label: /^一般公共预算财政拨款收入$/, id: 'n02.general' },
  { in: /^二/, label: /^政府性基金预算财政拨款收入$/, id: 'n02.fund' },
  { in: /^二/, label: /^国有资本经营预算财政拨款收入$/, id: 'n02.capital' },
  { in: /^二/, label: /^上级补助收入$/, id: 'n02.superior' },
  { in: /^二/, label: /^事业收入$/, id: 'n02.business' },
  { in: /^二/, label: /^经营收入$/, id: 'n02.operating' },
  { in: /^二/, label: /^附属单位上缴收入$/, id: 'n02.affiliated' },
  { in: /^二/, label: /^其他收入$/, id: 'n02.other' },
  { in: /^三/, label: /^(?:本年)?支出合计$/, id: 'n03.total' },
  { in: /^三/, label: /^基本支出$/, id: 'n03.basic' },
  { in: /^三/, label: /^项目支出$/, id: 'n03.project' },
  { in: /^三/, label: /^上缴上级支出$/, id: 'n03.upward' },
  { in: /^三/, label: /^经营支出$/, id: 'n03.operating' },
  { in: /^三/, label: /^对附属单位补助支出$/, id: 'n03.subsidy' },
  { in: /^四/, label: /^财政拨款(?:收入支出|收、?支)(?:决算)?总计$/, id: 'n04.total', subject: 'n04' },
  { in: /^五/, label: /^一般公共预算财政拨款支出$/, id: 'n05.total', subject: 'n05' },
  { in: /^五/, label: /^占本年支出合计/, id: 'n05.share' },
  { in: /^五/, label: /^年初预算$/, id: 'n05.budget' },
  { in: /^五/, label: /^支出决算$/, id: 'n05.final' },
  { in: /^五/, label: /^完成(?:年初)?预算/, id: 'n05.completion' },
  { in: /^五/, label: /^基本支出$/, id: 'n05.basic' },
  { in: /^五/, label: /^项目支出$/, id: 'n05.project' },
  { in: /^六/, label: /^基本支出$/, id: 'n06.basic' },
  { in: /^六/, label: /^人员经费$/, id: 'n06.personnel' },
  { in: /^六/, label: /^公用经费$/, id: 'n06.operating' },
  { in: /^七/, label: /^“?三公”?(?:经费)?(?:年初)?预算数?$/, id: 'n07.budget.total' },
  { in: /^七/, label: /^“?三公”?(?:经费)?(?:支出)?决算数?$/, id: 'n07.final.total', subject: 'n07' },
  { in: /^七/, label: /^完成(?:年初)?预算/, id: 'n07.completion.total' },
  { label: /^机关运行经费(?:支出)?$/, id: 'n10.total', subject: 'n10' },
  { label: /^政府采购(?:支出)?(?:金额|总额)$/, id: 'n11.total' },
  { label: /^(?:政府采购)?货物(?:支出)?$/, id: 'n11.goods' },
  { label: /^(?:政府采购)?工程(?:支出)?$/, id: 'n11.works' },
  { label: /^(?:政府采购)?服务(?:支出)?$/, id: 'n11.services' },
  { label: /^授予中小企业合同(?:金额)?$/, id: 'n11.sme' },
  { label: /^授予小微企业合同(?:金额)?$/, id: 'n11.micro' },
  { label: /^面向中小企业预留$/, id: 'n11.reserved' },
  { label: /^预留中由中小企业中标$/, id: 'n11.reserved.awarded' },
  { label: /^其他项目由中小企业中标$/, id: 'n11.others.awarded' },
  { label: /^车辆$/, id: 'n12.vehicles' },
  { label: /^单价100万元以上设备$/, id: 'n12.equipment' },
  { label: /^绩效自评项目数$/, id: 'n13.projects' },
  { label: /^绩效自评金额$/, id: 'n13.amount' },
  { label: /^占项目支出/, id: 'n13.share' },
  { label: /^平均得分$/, id: 'n13.average' },
]

/** 七. Parts and matters of “三公”经费, named together: 公务接待费 决算. */
export const officialNames: readonly { form: RegExp; part: string }[] = [
  { form: /^因公出国[（(]境[）)](?:费)?/, part: 'abroad' },
  { form: /^公务用车购置(?:及|和)运行(?:维护)?(?:费)?/, part: 'vehicles' },
  { form: /^公务用车购置(?:费)?/, part: 'purchase' },
  { form: /^公务用车运行(?:维护)?(?:费)?/, part: 'running' },
  { form: /^公务接待(?:费)?/, part: 'reception' },
]

export const officialMatters: readonly { form: RegExp; matter: string }[] = [
  { form: /^(?:年初)?预算数?$/, matter: 'budget' },
  { form: /^(?:支出)?决算数?$|^$/, matter: 'final' },
  { form: /^完成(?:年初)?预算/, matter: 'completion' },
  { form: /^比(?:年初)?预算/, matter: 'over' },
  { form: /^比上年/, matter: 'change' },
  { form: /^(?:增长|下降)/, matter: 'growth' },
  { form: /^占比$/, matter: 'share' },
]
