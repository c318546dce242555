import { test } from '@playwright/test'
import { aFolder, startSystem, type System } from '../system.ts'
import { inEnglish, see, speak } from './look.ts'
import { besideLooks, chinese, english, tableLooks } from './looks.accounts.ts'
import { People } from './people.ts'

/** The screens of a year's accounts as they stand: wide and narrow, light and dark, in both languages. */
test.describe.configure({ mode: 'serial', timeout: 900_000 })

let system: System
const folder = aFolder()
const people = new People(() => system)
test.beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
})
test.afterAll(async () => {
  await system.stop()
  folder.remove()
})

const year = new Date().getFullYear() - 1

test('the tables of the accounts are fit for every eye', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  for (const look of tableLooks(year, chinese)) await test.step(look.name, () => see(page, system.staff, look))
})

test('in English no word of the screens round the accounts stays Chinese, and none is cut off', async ({ browser }) => {
  const page = await people.window(browser, 'accountant')
  await speak(page, 'en')
  for (const look of [...tableLooks(year, english), ...besideLooks(year, english)])
    await see(page, system.staff, inEnglish(look), { themes: ['light'] })
  await speak(page, 'zh')
})
