import { signIn } from '../client.ts'
import { openDesk } from '../desk.ts'
import { aFolder, startSystem } from '../system.ts'
import type { Report } from './run.ts'
import { cpuOf, memoryOf } from './usage.ts'

/** One edition from the leader's signature to the page that the public reads. */
export async function bench(report: Report): Promise<void> {
  const folder = aFolder()
  const system = await startSystem({ folder: folder.path })
  const { accountant, year, unit } = await openDesk(system)
  const [reviewer, leader] = [await signIn(system, 'reviewer'), await signIn(system, 'leader')]
  const { hash } = await accountant.call.disclosure.draft({ year, unit })
  const submitted = await accountant.call.disclosure.submit({ year, unit, hash })
  const bound = { year, unit, edition: submitted.edition, hash }
  const reviewed = await reviewer.call.disclosure.review({ ...bound, rev: submitted.rev, secrecy: true })
  const group = system.child.pid ?? 0
  const [cpu, began] = [cpuOf(group), performance.now()]
  await leader.call.disclosure.signOff({ ...bound, rev: reviewed.rev })
  for (;;) {
    const page = await fetch(`${system.site}/editions/${year}/${unit}/`)
    await page.arrayBuffer()
    if (page.ok) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  report('publish.wall', (performance.now() - began) / 1000)
  report('publish.cpu', cpuOf(group) - cpu)
  report('publish.memory', memoryOf(group))
  await system.stop()
  folder.remove()
}
