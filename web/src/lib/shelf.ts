import type { SheetName } from '#shared/base/sheet'
import { call } from './call.ts'
import { session } from './session.svelte.ts'
import type { ViewShelf } from './sheet/sheet.ts'

const parameter = 'view'

/** 视图架. Saved views of a sheet at the server, and the address of the page, which holds the one that is shown. */
export const shelfOf = (sheet: SheetName): ViewShelf => ({
  list: async () => (await session.run(() => call.views.list({ sheet }))).views,
  save: (view) => session.run(() => call.views.save({ sheet, ...view })),
  remove: ({ id, rev }) => session.run(() => call.views.remove({ sheet, id, rev })),
  address: {
    read: () => new URL(location.href).searchParams.get(parameter) ?? undefined,
    write(text) {
      const address = new URL(location.href)
      if ((address.searchParams.get(parameter) ?? undefined) === text) return
      if (text === undefined) address.searchParams.delete(parameter)
      else address.searchParams.set(parameter, text)
      // The router's own state stays: only what the address shows changes, and nothing is navigated to.
      history.replaceState(history.state, '', address)
    },
    link: () => location.href,
  },
})
