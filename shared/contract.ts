import { accountsContract, uploadsContract } from './accounts/contract.ts'
import { changesContract, rowsContract } from './base/contract.ts'
import { exportsContract } from './base/exports.ts'
import { viewsContract } from './base/views.ts'
import { casesContract, importsContract } from './cases/contract.ts'
import { disclosureContract } from './disclosure/contract.ts'
import { peopleContract, sessionContract } from './people/contract.ts'

/**
 * Every operation of the district desk, as data: the gateway takes its routes from it, the functions implement it,
 * the browser calls it, the tests drive it. Paths are below `/api`.
 */
export const contract = {
  session: sessionContract,
  people: peopleContract,
  rows: rowsContract,
  changes: changesContract,
  exports: exportsContract,
  views: viewsContract,
  uploads: uploadsContract,
  accounts: accountsContract,
  cases: casesContract,
  imports: importsContract,
  disclosure: disclosureContract,
}
