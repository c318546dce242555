import { form, type KeptDraft, type KeptGesture, type KeptTray } from './kept.ts'

interface Kinds {
  gestures: KeptGesture
  trays: KeptTray
  drafts: KeptDraft
}

type Kind = keyof Kinds

const keys = { gestures: 'batch', trays: 'key', drafts: 'key' } as const satisfies Record<Kind, string>

/** 存架. The browser's own database: what is put there outlives the page, the tab and the browser. */
export interface Shelf {
  put<K extends Kind>(kind: K, record: Kinds[K]): Promise<void>
  drop(kind: Kind, key: string): Promise<void>
  all<K extends Kind>(kind: K): Promise<Kinds[K][]>
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing'))
  })

/** Done when it lies on the disk, not merely on its way there: power may go as well. */
const written = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = transaction.onerror = () =>
      reject(transaction.error ?? new Error('The browser keeps nothing'))
  })

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('unsent', form)
  request.onupgradeneeded = () => {
    for (const [kind, keyPath] of Object.entries(keys)) request.result.createObjectStore(kind, { keyPath })
  }
  return settled(request)
}

/** What lies under a kind is of that kind, as nothing else is put there; only its form may be older. */
const guards: { [K in Kind]: (record: unknown) => record is Kinds[K] } = {
  gestures: (record) => isOfForm(record),
  trays: (record) => isOfForm(record),
  drafts: (record) => isOfForm(record),
}

function isOfForm(record: unknown): record is never {
  return typeof record === 'object' && record !== null && 'form' in record && record.form === form
}

/** @throws where the browser has no database, or is not allowed to keep anything */
export async function openShelf(): Promise<Shelf> {
  const database = await opened()
  const change = async (kind: Kind, act: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(kind, 'readwrite', { durability: 'strict' })
    act(transaction.objectStore(kind))
    await written(transaction)
  }
  return {
    put: (kind, record) => change(kind, (store) => store.put(record)),
    drop: (kind, key) => change(kind, (store) => store.delete(key)),
    all: async <K extends Kind>(kind: K) => {
      const found = await settled<unknown[]>(database.transaction(kind).objectStore(kind).getAll())
      return found.filter(guards[kind])
    },
  }
}
