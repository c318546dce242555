const decoder = new TextDecoder('gb18030')

/** Every character of the basic plane by its bytes, as the decoder of this platform tells them. */
function bytesByCharacter(): Map<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  const take = (bytes: readonly number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, bytes)
  }
  for (let code = 0; code < 0x80; code++) take([code])
  for (let one = 0x81; one < 0xff; one++) for (let two = 0x40; two < 0xff; two++) if (two !== 0x7f) take([one, two])
  for (let one = 0x81; one < 0x85; one++)
    for (let two = 0x30; two < 0x3a; two++)
      for (let three = 0x81; three < 0xff; three++) for (let four = 0x30; four < 0x3a; four++) take([one, two, three, four]) // prettier-ignore
  return found
}

let known: Map<string, readonly number[]> | undefined

/** A text in GB18030, as programs here write CSV files; what is in GBK takes the same bytes there. */
export function inGb18030(text: string): Buffer {
  known ??= bytesByCharacter()
  const bytes: number[] = []
  for (const character of text) {
    const one = known.get(character)
    if (!one) throw new Error(`no bytes for ${character}`)
    for (const byte of one) bytes.push(byte)
  }
  return Buffer.from(bytes)
}
