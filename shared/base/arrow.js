// The library's reader of messages, which its index does not name: its tables turn every dictionary into strings at once.
export { decodeIPC } from '@uwdata/flechette/src/decode/decode-ipc.js'
