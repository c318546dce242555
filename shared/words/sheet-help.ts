import type { Language } from './labels.ts'

/** 帮助的一条. What people ask of a sheet, answered in at most 120 characters. */
export interface HelpTopic {
  title: string
  text: string
}

const zh: readonly HelpTopic[] = [
  { title: '输入', text: '选中就能打字，第一个字母也不会丢。Enter向下，Tab向右，Tab一路后按Enter回到起始列。F2改原文，Esc放弃。' }, // prettier-ignore
  { title: '换行与批量', text: 'Alt+Enter在格内换行。选中多格后打字再按Ctrl+Enter，整个选区填同一值。Shift+F2开大框。' },
  { title: '选择', text: 'Shift加方向键或点击扩展，Ctrl点击选不相连的区域，Ctrl+A先选块再选全部可见行。选区只含可见行。' },
  { title: '粘贴', text: '一格填满选区，成倍的选区平铺，否则从左上角落下。筛选时只写可见行。读不懂的格留下原文和原因，其余照写。' }, // prettier-ignore
  { title: '日期', text: '可写2021-12-31、2021/12/31、20211231、2021年12月31日；12月31日取本表年度。日月不明或两位年份不收。' },
  { title: '金额', text: '不带单位的数按列的单位读，可带元或万元。大小差千倍时问一次是元还是万元。与显示相同的数不改分。' },
  { title: '填充', text: '拖右下角的方块复制；选两个数或两个日期再拖成序列；双击填到块底。一个值只复制，不递增。' },
  { title: '查找替换', text: 'Ctrl+F查找，不分大小写和全半角，jf可查到经费。Ctrl+H先看几处和改成什么，一次写入，可一次撤销。' },
  { title: '筛选排序', text: '列头箭头或Alt+↓打开。改动后行不跳走，标“不再符合筛选”；按Ctrl+Alt+L重新应用。' },
  { title: '列', text: '列头菜单可冻结、移动、隐藏、调宽；双击列边适应内容。隐藏了几列一直写在工具栏。' },
  { title: '行高', text: '工具栏选一行、两行或自动。自动最多六行，放不下以“…”收尾，Shift+F2看全文。' },
  { title: '视图', text: '筛选、排序、列和行高存成视图。我的只有自己看见；共享视图只在点“保存到共享视图”时改变。' },
  { title: '未写入', text: '红角的格没有写入。点“查看原因”逐格改，F8到下一处，复制可带走清单。他人先改的三个值并排可选。' },
  { title: '撤销', text: 'Ctrl+Z撤销自己上一步，一次粘贴算一步。他人已改的格保留并报数。修改记录里可撤销更早的批次。' },
  { title: '导出', text: '“导出所见”按眼前的行、列、次序生成，XLSX或CSV。编码是文本，金额是数。超过1,000行再验一次身份。' },
  { title: '打印', text: 'Ctrl+P打印视图的全部行，A4横向，表头逐页重复，页脚有条件、姓名、时间。超过5,000行先筛选。' },
] // prettier-ignore

const en: readonly HelpTopic[] = [
  { title: 'Typing', text: 'Type over a selected cell. Enter goes down, Tab right, Enter after Tabs returns. F2 edits, Esc gives up.' },
  { title: 'Lines, many cells', text: 'Alt+Enter breaks the line. Ctrl+Enter writes into the whole selection. Shift+F2 opens a large field.' },
  { title: 'Selecting', text: 'Shift extends, Ctrl+click adds a range, Ctrl+A takes the block, then all rows in sight. Hidden rows never.' },
  { title: 'Pasting', text: 'One cell fills the selection, multiples are tiled. Only visible rows are written; bad cells keep text and reason.' },
  { title: 'Days', text: '2021-12-31, 2021/12/31, 20211231, 2021年12月31日. Unclear day and month, or two-digit years, are refused.' },
  { title: 'Money', text: 'A bare number has the column’s unit; 元 and 万元 are read. A block 1,000 times off is asked about once.' },
  { title: 'Filling', text: 'Drag the handle to copy; two numbers or days make a series; a double click fills the block. One value never counts.' },
  { title: 'Find and replace', text: 'Ctrl+F finds in any case and width, jf finds 经费. Ctrl+H shows count and result first; one undo.' },
  { title: 'Filter and sort', text: 'Use the heading’s arrow or Alt+↓. Rows stay put after an edit until Ctrl+Alt+L applies again.' },
  { title: 'Columns', text: 'The heading’s menu freezes, moves, hides, resizes. A double click on the edge fits. Hidden ones are counted.' },
  { title: 'Row height', text: 'One line, two, or as needed up to six, then “…”. Shift+F2 shows all of a text.' },
  { title: 'Views', text: 'A view keeps filter, order, columns, height. Mine are private; a shared one changes only when saved as shared.' },
  { title: 'Not written', text: 'A red corner is not saved. See why, mend one by one, F8 for the next. Clashes show all three values.' },
  { title: 'Undo', text: 'Ctrl+Z takes back your last act; a paste is one. Cells changed by others stay, and are counted.' },
  { title: 'Export', text: 'Exports the rows and columns in sight as XLSX or CSV. Codes are text, money is numbers. Over 1,000 rows: a check.' },
  { title: 'Printing', text: 'Ctrl+P prints every row of the view, A4 landscape, headings on each page. Over 5,000 rows: filter first.' },
] // prettier-ignore

export const sheetHelp: Record<Language, readonly HelpTopic[]> = { zh, en }
