import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import { engineBinary } from './engine/binary.ts'
import { caller, type Call } from './engine/call.ts'
import { startEngine } from './engine/engine.ts'
import { EngineFault } from './engine/fault.ts'
import { openLog, type Log } from './log.ts'
import { Keyring } from './rights/principal.ts'
import { startServices, type Services } from './services/server.ts'
import { openVault, type Vault } from './services/vault.ts'
import { openPositions, type Positions } from './streams/positions.ts'

/** What a system stands on before its template is looked at: the data folder, its tables and its keys. */
export interface Ground {
  folder: string
  log: Log
  keyring: Keyring
  services: Services
  positions: Positions
  vault: Vault
  engine: { url: string; call: Call; expire(): Promise<number> }
}

export interface GroundSettings {
  folder: string
  clock: Clock
  /** hears what an operator should know at once */
  say: (sentence: string) => void
}

/**
 * Opens a data folder. The engine's lock on it comes first: nothing else is touched in a folder that another start holds.
 * @throws EngineFault and RuntimeFault, each with a sentence for the terminal
 */
export async function openGround({ folder, clock, say }: GroundSettings, closers: Closers): Promise<Ground> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keyring = new Keyring()
  const log = openLog(join(folder, 'log.ndjson'), () => clock.now())
  const [engine, services] = await Promise.all([openEngine({ folder, clock, say }, closers), startServices(keyring)])
  closers.add(() => services.close())
  const used = existsSync(join(folder, 'queues.sqlite'))
  const vault = openVault(join(folder, 'keys'), used)
  const positions = openPositions(join(folder, 'positions.sqlite'))
  closers.add(() => positions.close())
  return { folder, log, keyring, services, positions, vault, engine }
}

async function openEngine({ folder, clock, say }: GroundSettings, closers: Closers): Promise<Ground['engine']> {
  const elsewhere = process.env.AWS_ENDPOINT_URL_DYNAMODB
  if (elsewhere !== undefined && !carriesEngine()) {
    const { call, close } = caller(elsewhere)
    closers.add(close)
    return { url: elsewhere, call, expire: () => Promise.resolve(0) }
  }
  const engine = await startEngine({ folder: join(folder, 'tables'), now: () => clock.now(), log: say })
  closers.add(() => engine.close())
  return engine
}

function carriesEngine(): boolean {
  try {
    return engineBinary() !== ''
  } catch (error) {
    if (error instanceof EngineFault) return false
    throw error
  }
}
