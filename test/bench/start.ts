import { aFolder, startSystem } from '../system.ts'
import type { Report } from './run.ts'
import { cpuOf, memoryOf } from './usage.ts'

/** The first start on an empty folder (everything built before), then a second one with nothing changed. */
export async function bench(report: Report): Promise<void> {
  const folder = aFolder()
  const first = await startSystem({ folder: folder.path })
  report('start.first.cpu', cpuOf(first.child.pid ?? 0))
  await first.stop()
  const began = performance.now()
  const second = await startSystem({ folder: folder.path })
  report('start.second.cpu', cpuOf(second.child.pid ?? 0))
  report('start.second.wall', (performance.now() - began) / 1000)
  report('start.memory', memoryOf(second.child.pid ?? 0))
  await second.stop()
  folder.remove()
}
