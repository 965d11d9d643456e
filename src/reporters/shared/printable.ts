/** Control characters and the marks that turn the writing direction. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text on one line, without what would steer a terminal or disguise a name: repositories choose their own names. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSAFE, '\ufffd');
}
