import type { ArrowData } from '@uwdata/flechette'

export declare const decodeIPC: (bytes: Uint8Array) => ArrowData
