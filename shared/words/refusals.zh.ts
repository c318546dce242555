import { faultOfDay } from '#shared/base/day'
import { printInstant } from '#shared/base/kinds/times'
import { isRole, roles } from '#shared/people/roles'
import { editionStateWords } from './disclosure.ts'
import { choiceWord } from './choices.ts'
import { columnLabel } from './labels.ts'
import type { Sentences } from './refusals.ts'
import { clockTime, grouped, megabytes, quoted } from './facts.ts'

const formWords: Readonly<Record<string, string>> = {
  code: '编号里的问号是换编码时丢的字。用UTF-8另存后再传',
  'functional-code': '科目编码是3、5或7位数字',
  'economic-code': '科目编码是3或5位数字',
  login: '账号用小写字母开头，2至32位',
  'project-code': '编码用字母、数字和连字符',
  'unit-code': '编码用小写字母、数字和连字符',
  'figure-key': '标识用字母、数字、点和连字符',
  year: '年度是四位数字，如2021',
  phone: '电话只能有数字、空格、连字符和括号',
  decimal: '只能填数字和小数点',
  time: '时刻按09:00填写',
  printable: '去掉看不见的字符或多余换行',
  'two-figures': '这个算法要两个指标',
}

const kindWords: Readonly<Record<string, string>> = {
  personnel: '人员经费只用301、303',
  operating: '公用经费只用302、310',
}

const spendingWords: Readonly<Record<string, string>> = {
  upward: '上缴上级支出',
  business: '经营支出',
  subsidy: '对附属单位补助支出',
}

const valueWords = { amount: '金额', count: '数量', day: '日期' } as const

const levelWords = { item: '项级（7位）', section: '款级（5位）' } as const

const notWorkbooks = {
  kind: '不是工作簿。选XLSX、XLS或CSV文件',
  locked: '工作簿有打开密码。去掉密码后再传',
  damaged: '工作簿已损坏，读不出来。在电子表格里另存后再传',
  unsafe: '工作簿里有不该有的内容，未读取。另存后再传',
} as const

const tooMuch = {
  bytes: (limit: number) => `文件超过${megabytes(limit)}，未读取。分成几个文件再传`,
  unpacked: (limit: number) => `文件展开后超过${megabytes(limit)}或压得过密，未读取`,
  parts: (limit: number) => `工作簿的部件超过${grouped(limit)}个，未读取`,
  sheets: (limit: number) => `工作簿超过${grouped(limit)}张表，未读取。只留要导入的表`,
  rows: (limit: number) => `有表超过${grouped(limit)}行，未读取。删去多余的行`,
  columns: (limit: number) => `有表超过${grouped(limit)}列，未读取。删去多余的列`,
  cells: (limit: number) => `工作簿超过${grouped(limit)}格，未读取。分成几个文件再传`,
  texts: (limit: number) => `工作簿的文字超过${grouped(limit)}条，未读取`,
  merges: (limit: number) => `合并单元格过多或过大（上限${grouped(limit)}），未读取`,
  length: (limit: number) => `有一格超过${grouped(limit)}字，未读取`,
} as const

const columnFaults = {
  'codes-length': '行数与列不符',
  'code-out-of-range': '值超出词表',
  'duplicate-row': '同一行出现两次',
  'duplicate-column': '同一列出现两次',
} as const

const personWords = { editor: '编制人', reviewer: '审核人', submitter: '送审人', requester: '申请人' } as const

const weakWords = {
  short: '密码太短，至少8位',
  common: '这个密码太常见，换一个',
  'has-name': '密码不能含姓名或账号',
  composition: '密码要含大写、小写、数字、符号中的三类',
  long: '密码太长',
  same: '新密码不能与原密码相同',
} as const

const offered = (nearest: readonly string[]): string =>
  nearest.length > 0 ? `可能是${nearest.join('、')}` : '改选已有的'

const roleWord = (role: string): string => (isRole(role) ? roles[role].label : role)

const stateWord = (state: string): string =>
  Object.entries(editionStateWords.zh).find(([known]) => known === state)?.[1] ??
  choiceWord('state', state, 'zh', '现在')

function notADay(text: string): string {
  const fault = faultOfDay(text)
  if (!fault) return `${quoted(text)}不是日期。按2021-12-31填写`
  if (!('day' in fault)) return `没有${fault.month}月。改为1至12月`
  return `${fault.month}月没有${fault.day}日。改为1至${fault.last}日`
}

/** A sentence for each refusal: what is wrong, then what to do; the place goes before it, the full stop after. */
export const zh: Sentences = {
  'request/not-understood': ({ issues }) =>
    `请求读不懂${issues[0] ? `（${issues[0].path || '正文'}）` : ''}。刷新页面再试`,
  'request/too-large': ({ limit }) => `一次最多${megabytes(limit)}。分批粘贴，或改用导入`,
  'request/foreign-origin': () => '请求不是从本系统页面发出的，未受理',
  'request/not-json': () => '请求格式不对，未受理。刷新页面再试',
  'access/sign-in-first': () => '登录已结束，内容未丢。重新登录后继续',
  'access/not-allowed': ({ granter }) => `没有这项权限，由${granter}给予`,
  'access/fresh-factor-needed': () => '再输一次动态口令，5分钟内有效',
  'access/somebody-else': () => '现由他人登录，修改留存，未发送',
  'cell/not-an-amount': ({ text }) => `${quoted(text)}不是金额。改为数字，可带元或万元`,
  'cell/too-many-decimals': ({ text, allowed }) => `${quoted(text)}小数过多，最多${allowed}位。改后重填`,
  'cell/amount-out-of-range': ({ text }) => `${quoted(text)}超出范围，须小于1,000亿元`,
  'cell/not-a-day': ({ text }) => notADay(text),
  'cell/ambiguous-day': ({ text, readings }) => `${quoted(text)}可能是${readings.join('或')}。写全年月日`,
  'cell/day-outside-year': ({ text, year }) => `${quoted(text)}不在${year}年度。改为${year}年内的日期`,
  'cell/not-a-count': ({ text }) => `${quoted(text)}不是个数。改为不小于0的整数`,
  'cell/not-a-rate': ({ text }) => `${quoted(text)}不是百分比。按95.69%填写`,
  'cell/not-a-flag': ({ text }) => `${quoted(text)}不是“是”或“否”`,
  'cell/unknown-option': ({ text, nearest }) => `没有${quoted(text)}。${offered(nearest)}`,
  'cell/too-long': ({ length, limit }) => `共${grouped(length)}字，最多${grouped(limit)}字。删减后重填`,
  'cell/required': () => '不能空着。填写后再存',
  'cell/malformed': ({ text, form }) => `${quoted(text)}格式不对，${formWords[form] ?? '改后重填'}`,
  'cell/read-only': ({ because, source }) =>
    ({
      'no-right': source === undefined ? '这一列你不能改' : `这一列由${source}改`,
      computed: source ?? '这一列由系统算出，不能改',
      fixed: '这一列新增后不能改。可作废后重建',
      key: '这一列是行的标识，不能改',
    })[because],
  'cell/unknown-column': ({ column }) => `没有${quoted(column)}这一列`,
  'cell/wrong-type': () => '值的类型不对，未写入',
  'cell/code-and-name-disagree': ({ code, name, expected }) =>
    `${code}是${quoted(expected)}，不是${quoted(name)}。改其一`,
  'budget/subject-not-valid': ({ code, name, year }) => `${code} ${name}在${year}年度无效。改用该年度科目`,
  'budget/subject-not-lowest': ({ code, name, wanted }) => `${code} ${name}不能直接列支，改选${levelWords[wanted]}科目`,
  'budget/subject-not-for-kind': ({ code, name, kind }) =>
    `${code} ${name}不符：${kindWords[kind] ?? '与支出类别不符'}`,
  'budget/below-zero': ({ text }) => `${quoted(text)}小于0，预算不能为负`,
  'budget/fund-not-for-kind': ({ kind }) =>
    `${spendingWords[kind] ?? '这类支出'}不用财政拨款。资金来源改为其他资金，或留空`,
  'accounts/unknown-cell': ({ key }) => `决算表里没有单元格${quoted(key)}。从决算表中选一格录入`,
  'accounts/unknown-particular': ({ key }) => `其他数据里没有${quoted(key)}。从清单中选一项`,
  'accounts/other-value': ({ key, wanted }) => `${quoted(key)}填${valueWords[wanted]}，其余留空`,
  'budget/year-order': ({ from, to }) => `停用年度${to}早于启用年度${from}。改其一`,
  'case/times-out-of-order': ({ earlier, later, from }) =>
    `${columnLabel('cases', later)}早于${columnLabel('cases', earlier)}${printInstant(from)}。改其一`,
  'case/missing': ({ wanted, because }) =>
    `有${columnLabel('cases', because)}就要有${columnLabel('cases', wanted)}。补上，或两项都清空`,
  'case/cost-below-zero': ({ text }) => `处置费用${quoted(text)}小于0，费用不能为负`,
  'case/off-the-map': ({ text, least, most }) => `${quoted(text)}不在${least}至${most}之间，经度和纬度可能写反`,
  'case/no-limit': ({ type, urgency }) =>
    `没有适用于${choiceWord('type', type, 'zh', '这类')}、${choiceWord('urgency', urgency, 'zh', '这种紧急程度')}的办结时限。由业务管理员在“办理时限”补一条，或填写时限`,
  'case/year-not-covered': ({ year }) => `${year}年的节假日还没有录入，算不出时限。先录入节假日，或填写时限`,
  'case/same-unit': () => '主办和协办、改派前后不能是同一个单位。换一个单位',
  'case/day-passed': ({ day }) => `复核日期${day}已经过了。填今天以后的日期`,
  'case/into-itself': () => '不能并入自己。选另一件诉求',
  'case/not-open': ({ number, state }) =>
    `${quoted(number)}${choiceWord('state', state, 'zh', '已经办完')}，不能并入。选一件在办的诉求`,
  'case/number-in-text': ({ text }) => `意见里有号码${quoted(text)}。电话和身份证号写在来电人信息里`,
  'case/limit-passed': ({ due }) => `期限${printInstant(due)}已经过了，这一步不能再做`,
  'case/not-later': ({ due }) => `时限要晚于${printInstant(due)}`,
  'case/pressed-so-far': ({ level }) => `已经是${level}级督办，只能再提高级别`,
  'limits/twice': ({ type, urgency, tag }) =>
    `${[choiceWord('type', type, 'zh', '任何类型'), choiceWord('urgency', urgency, 'zh', '任何紧急程度'), tag === '' ? '任何标签' : quoted(tag)].join('、')}已有一条时限。改那一条`,
  'limits/needs-unit': ({ amount }) =>
    amount === '' ? '有单位没有数。补上数，或两项都清空' : '有数没有单位。补上单位',
  'calendar/plain-day': ({ day, kind }) =>
    kind === 'free' ? `${day}是周末，本来就放假。不用录入` : `${day}不是周末，本来就上班。不用录入`,
  'calendar/periods-overlap': ({ from, to }) => `${from}至${to}是空的，或与另一个时段重叠。改其一`,
  'case/far-apart': ({ earlier, later, days }) =>
    `${columnLabel('cases', later)}比${columnLabel('cases', earlier)}晚${grouped(days)}天，年份可能有误。核对后改其一`,
  'performance/weight-out-of-range': ({ text }) => `权重${quoted(text)}不对，须大于0、不超过100`,
  'performance/score-out-of-range': ({ text, weight }) => `得分${quoted(text)}不对，须在0至权重${weight}之间`,
  'performance/levels-disagree': ({ one, two }) => `${quoted(two)}不属于${quoted(one)}。改其一`,
  'performance/target-zero': ({ text }) => `目标${quoted(text)}为0，不能按比例计分。类型改为“达标”`,
  'performance/target-without-number': ({ text }) => `目标${quoted(text)}没有数，不能按比例计分。类型改为“定性”`,
  'performance/whole-and-project': () => '整体支出表不对应单个项目。去掉其一',
  'performance/no-words': ({ text }) => `${quoted(text)}没有写出内容。写明后再存，没有就留空`,
  'performance/typed-number': ({ text }) => `${quoted(text)}是手写的数。数填在指标和台账，这里只写文字`,
  'text/typed-number': ({ text }) => `${quoted(text)}是手写的数。删去，输入/选要引用的数`,
  'text/unknown-figure': ({ figure }) => `没有${quoted(figure)}这个数。输入/另选`,
  'text/no-words': () => '没有写字。写明事由再存',
  'import/unknown-upload': () => '没有这个上传的文件，可能已过期。重新选文件',
  'import/not-a-workbook': ({ because }) => notWorkbooks[because],
  'import/too-much': ({ what, limit }) => tooMuch[what](limit),
  'import/no-table': () => '没有找到决算公开表。表上要有表名或“公开01表”字样',
  'import/table-twice': ({ table }) => `公开${table}表出现两次，只读第一张。删去另一张`,
  'import/other-year': ({ found, wanted }) => `表上是${found}年度，这里是${wanted}年度，未读取`,
  'import/other-unit': ({ unit }) => `金额单位是${quoted(unit)}，只读元和万元`,
  'import/missing-row': ({ row }) => `缺少${quoted(row)}一行`,
  'import/missing-column': ({ column }) => `缺少${quoted(column)}一列`,
  'import/unknown-row': ({ row }) => (row === '' ? '有金额，没有行名' : `表样里没有${quoted(row)}一行`),
  'import/unknown-column': ({ column }) => `表样里没有${quoted(column)}一列`,
  'import/unknown-code': ({ code, name }) => `该年度没有科目${quoted(`${code} ${name}`.trim())}。先在科目表里补上`,
  'import/row-twice': ({ row }) => `${quoted(row)}出现两次，只读第一次`,
  'import/formula': ({ text }) =>
    text === '' ? '公式没有结果。在电子表格里打开并保存' : `${quoted(text)}像公式，未读取`,
  'import/extra-cells': ({ found, wanted }) => `这一行有${found}格，表头只有${wanted}列。删去多余的格`,
  'import/missing-cells': ({ found, wanted }) => `这一行只有${found}格，表头有${wanted}列。补齐缺的格`,
  'import/number-twice': ({ row, same }) =>
    same ? `与第${row}行相同，只导入第${row}行` : `与第${row}行编号相同，内容不同。核对后留一行`,
  'import/unknown-job': () => '没有这个导入，可能已过期',
  'import/not-now': () => '导入的进度变了，现在不能这样做。刷新再看',
  'import/no-headings': () => '没有找到表头。表头要有“编号”“受理时间”“状态”等列名',
  'import/unmapped': ({ fields }) =>
    `没有对应${fields.map((field) => quoted(columnLabel('cases', field))).join('')}的列。选好再导入`,
  'row/unknown': ({ row }) => `没有${quoted(row)}这一行，可能已被他人作废`,
  'row/exists': ({ row }) => `${quoted(row)}已有一行。改用另一个编码`,
  'row/void': () => '这一行已作废。先恢复再改',
  'row/stale': ({ seen, now }) => `这一行他人已改（第${seen}次到第${now}次）。看过再改`,
  'row/unique-taken': ({ value }) => `${quoted(value)}已被另一行使用。换一个`,
  'row/in-use': ({ count }) => `还有${grouped(count)}行在用它。先改那些行，再作废`,
  'row/malformed-id': ({ row }) => `行标识${quoted(row)}不合规，未写入`,
  'step/not-legal': ({ state }) => `${stateWord(state)}时不能做这一步。刷新后再看`,
  'step/unknown': ({ step }) => `没有${quoted(step)}这一步`,
  'step/same-person': ({ other }) => `这一步不能由${personWords[other]}做，换一个人`,
  'change/person-without-row': ({ row }) => `来电人${quoted(row)}没有同时新建的诉求，未写入`,
  'change/too-many-rows': ({ rows, limit }) => `共${grouped(rows)}行，一次最多${grouped(limit)}行。改用导入`,
  'change/too-many-cells': ({ cells, limit }) => `共${grouped(cells)}格，一次最多${grouped(limit)}格。改用导入`,
  'change/shape': ({ column, reason }) => `修改的结构不对：${quoted(column)}${columnFaults[reason]}`,
  'change/empty': () => '没有要写的内容',
  'change/other-content': () => '同一批次号已有别的内容，未写入。重新粘贴',
  'change/unknown-batch': () => '没有这一批修改',
  'change/not-finished': () => '这一批还在写入，完成后再撤销',
  'change/already-undone': () => '这一批已经撤销过',
  'view/changed': ({ name }) => `视图${quoted(name)}刚被他人改过。重新打开再存`,
  'view/unknown': () => '没有这个视图，可能已删除',
  'view/too-many': ({ limit }) => `每张表最多存${limit}个视图。先删除几个`,
  'change/not-yours': () => '这一批是他人的修改，撤销要有权限',
  'change/busy': () => '写入的人多，稍后自动再试',
  'sheet/unknown': ({ sheet }) => `没有${quoted(sheet)}这张表`,
  'sheet/no-place': () => '没有指明年度和单位',
  'sheet/unknown-unit': ({ unit }) => `责任单位中没有「${unit}」，先登记单位再建年度`,
  'sheet/mixed-places': () => '这几张表不在同一处，不能一起打开',
  'feed/new-epoch': () => '数据已重建，页面自动重新读取',
  'sign-in/failed': () => '账号或密码不对',
  'sign-in/locked': ({ until }) => `失败次数过多，${clockTime(until)}后再试`,
  'sign-in/code-invalid': () => '登录码无效、已用过或已过期。向管理员另领',
  'sign-in/factor-invalid': () => '动态口令不对或已用过。等下一个再输',
  'sign-in/password-weak': ({ reason }) => weakWords[reason],
  'people/unknown-account': () => '没有这个账号',
  'people/roles-exclude': ({ one, other }) => `${roleWord(one)}与${roleWord(other)}不能由一人兼任`,
  'people/role-not-yours-to-give': ({ role }) => `${roleWord(role)}不由你给，由安全管理员给`,
  'people/own-account': () => '不能改自己的角色或停用自己',
  'people/last-administrator': () => '这是最后一名管理员，先任命另一人',
  'people/second-security-administrator': () => '已有安全管理员，由其给予角色',
  'disclosure/unknown-edition': () => '没有这一版',
  'disclosure/nothing-to-publish': () => '还没有可公开的内容。先录入项目和台账',
  'disclosure/same-person': ({ other }) => `不能与${personWords[other]}是同一人，换一个人办理`,
  'disclosure/content-changed': ({ approved, now }) =>
    `内容已变：审的是${approved.slice(0, 8)}，现在是${now.slice(0, 8)}。重新送审`,
  'disclosure/renderer-changed': () => '页面程序已更新，原审核作废。重新送审',
  'disclosure/open-edition': ({ edition }) => `第${edition}版还在办理，办完再送审`,
  'disclosure/open-errors': ({ count }) => `还有${grouped(count)}处核对未过。改好或写明理由后再办`,
  'disclosure/secrecy-check-missing': () => '先完成保密审查，再通过审核',
  'disclosure/reason-required': () => '写明理由后再办',
  'disclosure/recorded': () => '收录的版本不走审批，不能做这一步',
}
