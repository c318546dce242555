import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import type { Sheet, SheetName } from '#shared/base/sheet'
import { viewsContract, type SavedView, type ViewToSave } from '#shared/base/views'
import { roles } from '#shared/people/roles'
import type { Call } from '#functions/host/context'
import { rulebook } from '#functions/store/rules'
import { readView, viewsFor, writeView, type KeptView } from '#functions/store/views'
import { namesOf } from '#functions/store/who'

const os = implement(viewsContract).$context<Call>()

/** 视图. What somebody wants to see of a sheet; rows and cells are no part of it. */
export const viewsRouter = os.router({
  list: os.list.handler(({ input, context }) => list(context, input.sheet)),
  save: os.save.handler(({ input, context }) => save(context, input)),
  remove: os.remove.handler(({ input, context }) => remove(context, input)),
})

/** @throws sheet/unknown, access/not-allowed */
function sheetOf({ actor }: Call, name: SheetName): Sheet {
  const sheet = rulebook.sheets[name]
  if (!sheet) throw refusal('sheet/unknown', { sheet: name })
  if (!actor.rights.has(sheet.read)) throw denied(sheet)
  return sheet
}

const denied = ({ read }: Sheet) =>
  refusal('access/not-allowed', { right: read, granter: roles['security-administrator'].label })

/** What all see is saved by those who write something of the sheet. */
const mayShare = ({ actor }: Call, { columns }: Sheet): boolean =>
  columns.some(({ edit }) => edit !== undefined && actor.rights.has(edit))

async function list(call: Call, name: SheetName) {
  sheetOf(call, name)
  const views = await viewsFor(call.store, name, call.actor.account)
  const names = await namesOf(call.store, views.map(({ by }) => by)) // prettier-ignore
  return { views: views.map((view) => savedOf(call, view, names.get(view.by) ?? '')) }
}

const savedOf = ({ actor }: Call, { id, name, shared, owner, at, rev, state }: KeptView, by: string): SavedView => ({
  id,
  name,
  shared,
  own: owner === actor.account,
  by,
  at,
  rev,
  state,
})

/** The view as it stands, where this person may change it. @throws view/unknown, access/not-allowed */
async function changeable(call: Call, { sheet: name, id }: Pick<ViewToSave, 'sheet' | 'id'>, shared: boolean) {
  const sheet = sheetOf(call, name)
  const before = await readView(call.store, name, id)
  const visible = before && !before.gone && (before.shared || before.owner === call.actor.account)
  if (before && !visible) throw refusal('view/unknown', {})
  if ((shared || before?.shared) && !mayShare(call, sheet)) throw denied(sheet)
  return before
}

/** @throws view/unknown, view/changed, view/too-many, access/not-allowed */
async function save(call: Call, input: ViewToSave) {
  const before = await changeable(call, input, input.shared)
  const saved = await writeView(call.store, input, { account: call.actor.account, now: call.now, before })
  return savedOf(call, saved, call.actor.name)
}

/** @throws view/unknown, view/changed, access/not-allowed */
async function remove(call: Call, { id, sheet, rev }: Pick<ViewToSave, 'id' | 'sheet' | 'rev'>) {
  const before = await changeable(call, { sheet, id }, false)
  if (!before) throw refusal('view/unknown', {})
  const { name, shared, state } = before
  const saving = { account: call.actor.account, now: call.now, before }
  await writeView(call.store, { id, sheet, rev, name, shared, state }, saving, true)
  return { removed: true }
}
