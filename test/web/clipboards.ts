/** What a spreadsheet put on the clipboard, and the cells that it meant. */
export interface Clipboard {
  name: string
  html?: string
  text?: string
  cells: string[][]
}

/** The frame that Excel writes round its cells. */
const excel = (rows: string, style = ''): string => `<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
tr {mso-height-source:auto;}
col {mso-width-source:auto;}
br {mso-data-placement:same-cell;}
td {padding-top:1px; mso-ignore:padding; font-family:等线; mso-number-format:General; white-space:nowrap;}
.xl65 {mso-number-format:"\\@";}
.xl66 {mso-number-format:"\\#\\,\\#\\#0\\.00";}
${style}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=288 style='border-collapse:
 collapse;width:216pt'>
<!--StartFragment-->
 <col width=72 span=4 style='width:54pt'>
${rows}
<!--EndFragment-->
</table>
</body>
</html>`

/** The frame that WPS writes: \`et\` is its spreadsheet. */
const wps = (
  rows: string,
): string => `<html xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ProgId" content="ET.Sheet">
<meta name="Generator" content="WPS Office ET"><style><!-- @font-face{font-family:"宋体";} .et2{mso-number-format:"\\@";} br{mso-data-placement:same-cell;} --></style></head>
<body><table width="288" border="0" cellpadding="0" cellspacing="0" style="width:216.00pt;border-collapse:collapse;table-layout:fixed;">
<colgroup><col width="72" span="4" style="width:54.00pt;"/></colgroup><tbody>${rows}</tbody></table></body></html>`

const calc = (rows: string): string => `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/>
<style type="text/css">body,div,table,td { font-family:"Liberation Sans"; font-size:x-small }</style></head>
<body><table cellspacing="0" border="0"><colgroup width="85"></colgroup>${rows}</table></body></html>`

export const fromExcel: Clipboard[] = [
  { name: 'two rows of two', html: excel(` <tr height=19 style='height:14.4pt'>\n  <td height=19 width=72 style='height:14.4pt;width:54pt'>甲</td>\n  <td width=72 style='width:54pt'>乙</td>\n </tr>\n <tr height=19>\n  <td height=19>丙</td>\n  <td>丁</td>\n </tr>`), text: '甲\t乙\r\n丙\t丁\r\n', cells: [['甲', '乙'], ['丙', '丁']] }, // prettier-ignore
  {
    name: 'one cell',
    html: excel(` <tr height=19>\n  <td height=19 class=xl65>0012</td>\n </tr>`),
    text: '0012\r\n',
    cells: [['0012']],
  },
  { name: 'a line break', html: excel(` <tr height=38>\n  <td height=38 class=xl67 width=72>第一行<br>\n    第二行</td>\n  <td>乙</td>\n </tr>`), text: '"第一行\n第二行"\t乙\r\n', cells: [['第一行\n第二行', '乙']] }, // prettier-ignore
  { name: 'text that the source wraps', html: excel(` <tr height=19>\n  <td height=19>a long English text that\n  the source wraps</td>\n </tr>`), text: 'a long English text that the source wraps\r\n', cells: [['a long English text that the source wraps']] }, // prettier-ignore
  { name: 'thousands signs and decimals', html: excel(` <tr height=19>\n  <td height=19 class=xl66 align=right>1,234.50</td>\n  <td class=xl66 align=right>-12.00</td>\n </tr>`), text: '1,234.50\t-12.00\r\n', cells: [['1,234.50', '-12.00']] }, // prettier-ignore
  { name: 'accounting format with its spaces', html: excel(` <tr height=19>\n  <td height=19 class=xl66><span style='mso-spacerun:yes'>&nbsp;</span>¥<span style='mso-spacerun:yes'>&nbsp;&nbsp;&nbsp; </span>1,234.50<span style='mso-spacerun:yes'>&nbsp;</span></td>\n </tr>`), text: ' ¥    1,234.50 \r\n', cells: [['¥ 1,234.50']] }, // prettier-ignore
  { name: 'quotes in a cell', html: excel(` <tr height=19>\n  <td height=19>&quot;三公&quot;经费</td>\n  <td>他说&quot;好&quot;</td>\n </tr>`), text: '"三公"经费\t他说"好"\r\n', cells: [['"三公"经费', '他说"好"']] }, // prettier-ignore
  { name: 'signs that HTML escapes', html: excel(` <tr height=19>\n  <td height=19>A&amp;B &lt;C&gt;</td>\n </tr>`), text: 'A&B <C>\r\n', cells: [['A&B <C>']] }, // prettier-ignore
  { name: 'blank cells', html: excel(` <tr height=19>\n  <td height=19></td>\n  <td>乙</td>\n  <td>&nbsp;</td>\n </tr>`), text: '\t乙\t\r\n', cells: [['', '乙', '']] }, // prettier-ignore
  { name: 'merged cells across', html: excel(` <tr height=19>\n  <td colspan=2 height=19 class=xl68>合并</td>\n  <td>丙</td>\n </tr>`), text: '合并\t\t丙\r\n', cells: [['合并', '', '丙']] }, // prettier-ignore
  { name: 'merged cells downwards', html: excel(` <tr height=19>\n  <td rowspan=2 height=38 class=xl68>合并</td>\n  <td>乙</td>\n </tr>\n <tr height=19>\n  <td height=19>丁</td>\n </tr>`), text: '合并\t乙\r\n\t丁\r\n', cells: [['合并', '乙'], ['', '丁']] }, // prettier-ignore
  { name: 'the hidden row that supports misaligned columns', html: excel(` <tr height=19>\n  <td height=19>甲</td>\n  <td>乙</td>\n </tr>\n <![if supportMisalignedColumns]>\n <tr height=0 style='display:none'>\n  <td width=72 style='width:54pt'></td>\n  <td width=72></td>\n </tr>\n <![endif]>`), text: '甲\t乙\r\n', cells: [['甲', '乙']] }, // prettier-ignore
  { name: 'coloured runs of text', html: excel(` <tr height=19>\n  <td height=19>网格<font class="font6">大队</font><font class="font5">经费</font></td>\n </tr>`), text: '网格大队经费\r\n', cells: [['网格大队经费']] }, // prettier-ignore
  { name: 'a link', html: excel(` <tr height=19>\n  <td height=19 class=xl69><a href="https://example.com/">说明</a></td>\n </tr>`), text: '说明\r\n', cells: [['说明']] }, // prettier-ignore
  { name: 'a number too wide for its column', html: excel(` <tr height=19>\n  <td height=19 class=xl66 align=right x:num="1234567.5">#######</td>\n </tr>`), text: '#######\r\n', cells: [['1234567.5']] }, // prettier-ignore
  { name: 'full-width digits', html: excel(` <tr height=19>\n  <td height=19>１，２３４．５０</td>\n </tr>`), text: '１，２３４．５０\r\n', cells: [['１，２３４．５０']] }, // prettier-ignore
  { name: 'an indented text', html: excel(` <tr height=19>\n  <td height=19><span style='mso-spacerun:yes'>&nbsp; </span>其中：办公费</td>\n </tr>`), text: '  其中：办公费\r\n', cells: [['其中：办公费']] }, // prettier-ignore
  { name: 'a column of percentages', html: excel(` <tr height=19>\n  <td height=19 class=xl70 align=right>95.69%</td>\n </tr>\n <tr height=19>\n  <td height=19 class=xl70 align=right>100.00%</td>\n </tr>`), text: '95.69%\r\n100.00%\r\n', cells: [['95.69%'], ['100.00%']] }, // prettier-ignore
  { name: 'dates in the form of the machine', html: excel(` <tr height=19>\n  <td height=19 class=xl71 align=right>2021/12/31</td>\n  <td class=xl72 align=right>2021年12月31日</td>\n </tr>`), text: '2021/12/31\t2021年12月31日\r\n', cells: [['2021/12/31', '2021年12月31日']] }, // prettier-ignore
  { name: 'a number with minus in parentheses and red', html: excel(` <tr height=19>\n  <td height=19 class=xl73 align=right><font color="red">(1,234.50)</font></td>\n </tr>`), text: '(1,234.50)\r\n', cells: [['(1,234.50)']] }, // prettier-ignore
  { name: 'an identity number kept as text', html: excel(` <tr height=19>\n  <td height=19 class=xl65>420102199001011234</td>\n  <td class=xl65>&#39;007</td>\n </tr>`), text: "420102199001011234\t'007\r\n", cells: [['420102199001011234', "'007"]] }, // prettier-ignore
  { name: 'a cell of several paragraphs', html: excel(` <tr height=57>\n  <td height=57 class=xl67>一、<br>\n    二、<br>\n    <br>\n    三、</td>\n </tr>`), text: '"一、\n二、\n\n三、"\r\n', cells: [['一、\n二、\n\n三、']] }, // prettier-ignore
  { name: 'a row that a filter of Excel hides', html: excel(` <tr height=19>\n  <td height=19>甲</td>\n </tr>\n <tr height=0 style='display:none;mso-height-source:userset'>\n  <td>藏</td>\n </tr>\n <tr height=19>\n  <td height=19>丙</td>\n </tr>`), text: '甲\r\n丙\r\n', cells: [['甲'], ['丙']] }, // prettier-ignore
  { name: 'an error and a truth value', html: excel(` <tr height=19>\n  <td height=19 align=center>#N/A</td>\n  <td align=center>TRUE</td>\n </tr>`), text: '#N/A\tTRUE\r\n', cells: [['#N/A', 'TRUE']] }, // prettier-ignore
]

export const fromWps: Clipboard[] = [
  { name: 'two rows of two', html: wps(`<tr height="19" style="height:14.25pt;"><td class="et2" height="19" width="72" x:str>甲</td><td x:str>乙</td></tr><tr height="19"><td height="19" x:str>丙</td><td x:str>丁</td></tr>`), text: '甲\t乙\r\n丙\t丁\r\n', cells: [['甲', '乙'], ['丙', '丁']] }, // prettier-ignore
  { name: 'a number with its value beside it', html: wps(`<tr><td class="et3" x:num="1234.5">1,234.50</td></tr>`), text: '1,234.50\r\n', cells: [['1,234.50']] }, // prettier-ignore
  { name: 'a number that is its own text', html: wps(`<tr><td x:num>85.2</td><td x:num>30226</td></tr>`), text: '85.2\t30226\r\n', cells: [['85.2', '30226']] }, // prettier-ignore
  { name: 'a date with its serial number', html: wps(`<tr><td class="et4" x:num="44561">2021/12/31</td></tr>`), text: '2021/12/31\r\n', cells: [['2021/12/31']] }, // prettier-ignore
  { name: 'a line break', html: wps(`<tr><td class="et5" x:str>第一行<br/>第二行</td><td x:str>乙</td></tr>`), text: '"第一行\n第二行"\t乙\r\n', cells: [['第一行\n第二行', '乙']] }, // prettier-ignore
  { name: 'merged cells', html: wps(`<tr><td class="et6" colspan="2" rowspan="2" x:str>合并</td><td x:str>丙</td></tr><tr><td x:str>己</td></tr>`), text: '合并\t\t丙\r\n\t\t己\r\n', cells: [['合并', '', '丙'], ['', '', '己']] }, // prettier-ignore
  { name: 'quotes and a tab-like space', html: wps(`<tr><td x:str>“三公”&nbsp;经费</td></tr>`), text: '“三公” 经费\r\n', cells: [['“三公” 经费']] }, // prettier-ignore
  { name: 'a code that looks like a number', html: wps(`<tr><td class="et2" x:str="'0012345678901234567890">0012345678901234567890</td></tr>`), text: '0012345678901234567890\r\n', cells: [['0012345678901234567890']] }, // prettier-ignore
  { name: 'a hidden column', html: wps(`<tr><td x:str>甲</td><td style="display:none;" x:str>藏</td><td x:str>丙</td></tr>`), text: '甲\t丙\r\n', cells: [['甲', '丙']] }, // prettier-ignore
  { name: 'an error value', html: wps(`<tr><td class="et2" x:err="#DIV/0!">#DIV/0!</td></tr>`), text: '#DIV/0!\r\n', cells: [['#DIV/0!']] }, // prettier-ignore
  { name: 'money with its sign of currency', html: wps(`<tr><td class="et7" x:num="1234.5">￥1,234.50</td><td class="et7" x:num="-12">-￥12.00</td></tr>`), text: '￥1,234.50\t-￥12.00\r\n', cells: [['￥1,234.50', '-￥12.00']] }, // prettier-ignore
  { name: 'a percentage with its value beside it', html: wps(`<tr><td class="et8" x:num="0.9569">95.69%</td></tr>`), text: '95.69%\r\n', cells: [['95.69%']] }, // prettier-ignore
  { name: 'a date in Chinese with its serial number', html: wps(`<tr><td class="et9" x:num="44561">2021年12月31日</td></tr>`), text: '2021年12月31日\r\n', cells: [['2021年12月31日']] }, // prettier-ignore
  { name: 'a number too wide for its column', html: wps(`<tr><td class="et3" x:num="9876543.21">########</td></tr>`), text: '########\r\n', cells: [['9876543.21']] }, // prettier-ignore
  { name: 'rows that a filter of WPS hides', html: wps(`<tr><td x:str>甲</td></tr><tr style="display:none;"><td x:str>藏</td></tr><tr><td x:str>丙</td></tr>`), text: '甲\r\n丙\r\n', cells: [['甲'], ['丙']] }, // prettier-ignore
  { name: 'merged headings over two columns', html: wps(`<tr><td class="et6" colspan="2" x:str>本年支出</td></tr><tr><td x:str>基本支出</td><td x:str>项目支出</td></tr>`), text: '本年支出\t\r\n基本支出\t项目支出\r\n', cells: [['本年支出', ''], ['基本支出', '项目支出']] }, // prettier-ignore
  { name: 'blank cells at the end of rows', html: wps(`<tr><td x:str>甲</td><td></td></tr><tr><td></td><td x:str>丁</td></tr>`), text: '甲\t\r\n\t丁\r\n', cells: [['甲', ''], ['', '丁']] }, // prettier-ignore
]

export const fromOthers: Clipboard[] = [
  { name: 'LibreOffice, numbers with their values', html: calc(`<tr><td height="17" align="right" sdval="1234.5" sdnum="2052;0;#,##0.00">1,234.50</td><td align="left">乙</td></tr>`), text: '1,234.50\t乙\n', cells: [['1,234.50', '乙']] }, // prettier-ignore
  { name: 'LibreOffice, a number too wide for its column', html: calc(`<tr><td align="right" sdval="9876543.21" sdnum="2052;">###</td></tr>`), text: '###\n', cells: [['9876543.21']] }, // prettier-ignore
  { name: 'a browser’s table with blocks in its cells', html: '<table><tr><th>甲</th><td><p>一</p><p>二</p></td></tr></table>', text: '甲\t一\n二', cells: [['甲', '一\n二']] }, // prettier-ignore
  { name: 'a table inside of a table counts once', html: '<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>乙</td></tr></table>', text: '外 内\t乙', cells: [['外\n内', '乙']] }, // prettier-ignore
  { name: 'rows of different length', html: '<table><tr><td>甲</td></tr><tr><td>丙</td><td>丁</td></tr></table>', text: '甲\n丙\t丁', cells: [['甲', ''], ['丙', '丁']] }, // prettier-ignore
  { name: 'HTML without a table', html: '<p>一段话<br>换行</p>', text: '一段话\t乙', cells: [['一段话', '乙']] }, // prettier-ignore
  { name: 'scripts and styles in a cell', html: '<table><tr><td><style>td{color:red}</style>甲<script>alert(1)</script></td></tr></table>', text: '甲', cells: [['甲']] }, // prettier-ignore
]

export const asText: Clipboard[] = [
  { name: 'cells and rows', text: '甲\t乙\r\n丙\t丁\r\n', cells: [['甲', '乙'], ['丙', '丁']] }, // prettier-ignore
  { name: 'a quoted line break', text: '"第一行\n第二行"\t乙\r\n', cells: [['第一行\n第二行', '乙']] },
  {
    name: 'quotes doubled inside of quotes',
    text: '"他说""好""，\n走了"\t乙\r\n',
    cells: [['他说"好"，\n走了', '乙']],
  },
  { name: 'quotes that are the text’s own', text: '"三公"经费\t"甲"\r\n', cells: [['"三公"经费', '"甲"']] },
  { name: 'a quoted tab', text: '"甲\t甲"\t乙\r\n', cells: [['甲\n甲'.replace('\n', '\t'), '乙']] },
  {
    name: 'zero-width characters and a byte order mark',
    text: '\ufeff甲\u200b乙\u200d\t\u00ad丙',
    cells: [['甲乙', '丙']],
  },
  { name: 'outer spaces, also wide ones', text: '　甲　\t  乙  ', cells: [['甲', '乙']] },
  { name: 'one word', text: '劳务', cells: [['劳务']] },
  { name: 'Unix line ends without a last one', text: '甲\n乙', cells: [['甲'], ['乙']] },
]
