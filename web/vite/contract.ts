import { minifyContractRouter } from '@orpc/contract'
import type { Plugin } from 'vite'
import { contract } from '../../shared/contract.ts'

const id = 'virtual:contract'

/** Hands the browser the contract's routes alone: without the schemas it weighs a quarter. */
export const contractRoutes = (): Plugin => ({
  name: 'contract-routes',
  resolveId: (source) => (source === id ? `\0${id}` : undefined),
  load: (source) =>
    source === `\0${id}` ? `export const routes = ${JSON.stringify(minifyContractRouter(contract))}` : undefined,
})
