import type { Around } from './around.ts'
import type { Pump } from './queues/pump.ts'
import { queueSource } from './queues/source.ts'
import { pipeSource } from './streams/pipe.ts'
import { streamSource, type StreamSource } from './streams/source.ts'
import { flagAt, textAt } from './template/properties.ts'
import type { Resolved } from './template/scope.ts'

/** What runs by itself: it takes messages and follows streams. */
export interface Sources {
  pumps: Pump[]
  followers: StreamSource[]
}

/**
 * Starts the event source mappings and pipes of the template; what runs is put into `sources` as it is started.
 * @throws RuntimeFault where a role lacks a right that its source needs: the deployment would fail there as well
 */
export function startSources(resources: readonly Resolved[], around: Around, { pumps, followers }: Sources): void {
  for (const resource of resources) {
    const { type, properties } = resource
    if (properties.Enabled !== undefined && !flagAt(properties, 'Enabled')) continue
    if (type === 'AWS::Lambda::EventSourceMapping') {
      const source = textAt(properties, 'EventSourceArn') ?? ''
      if (source.includes(':sqs:')) pumps.push(queueSource(resource, source, around))
      else followers.push(streamSource(resource, source, around))
    }
    if (type === 'AWS::Pipes::Pipe') followers.push(pipeSource(resource, around))
  }
}
