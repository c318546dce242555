/** English for a number of things: `1 row`, `2 rows`; the number may come printed. */
export const counted = (n: number | string, one: string): string => `${n} ${one}${String(n) === '1' ? '' : 's'}`
