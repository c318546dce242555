/** Telephone numbers and numbers of identity cards: personal data, whose place is the sealed part of a case. */
const numbers = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)/

/** 号码. The first telephone or identity number in a text that many read; undefined: there is none. */
export const numberIn = (text: string): string | undefined => numbers.exec(text)?.[0]
