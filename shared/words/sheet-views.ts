import type { Language } from './labels.ts'

/** Words of views and of the height of rows. */
const zh = {
  view: (name: string) => `视图：${name}`,
  all: '全部',
  mine: '我的',
  shared: '共享',
  changed: '已改动',
  none: '还没有存过视图',
  name: '视图名称',
  saveMine: '存为我的',
  saveShared: '存为共享',
  save: '保存',
  saveAsShared: '保存到共享视图',
  revert: '还原',
  remove: '删除此视图',
  copyLink: '复制链接',
  linkCopied: '链接已复制，打开的人只看到自己有权看的',
  saved: (name: string) => `已保存视图「${name}」`,
  removed: (name: string) => `已删除视图「${name}」`,
  offline: '连不上服务器，视图没有存取',
  badLink: '链接里的视图读不懂，按全部显示',
  height: '行高',
  lines: { one: '一行', two: '两行', auto: '自动' },
}

export type SheetViewWords = typeof zh

const en: SheetViewWords = {
  view: (name) => `View: ${name}`,
  all: 'All',
  mine: 'Mine',
  shared: 'Shared',
  changed: 'changed',
  none: 'No views saved yet',
  name: 'Name of the view',
  saveMine: 'Save as mine',
  saveShared: 'Save as shared',
  save: 'Save',
  saveAsShared: 'Save to the shared view',
  revert: 'Revert',
  remove: 'Remove this view',
  copyLink: 'Copy link',
  linkCopied: 'Link copied; whoever opens it sees only what he may',
  saved: (name) => `View ${name} saved`,
  removed: (name) => `View ${name} removed`,
  offline: 'The server cannot be reached; views were neither read nor saved',
  badLink: 'The view in the link cannot be read; all is shown',
  height: 'Row height',
  lines: { one: 'One line', two: 'Two lines', auto: 'As needed' },
}

export const sheetViewWords: Record<Language, SheetViewWords> = { zh, en }
