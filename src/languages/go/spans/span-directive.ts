/**
 * `//instrument:span [name] [key=expression …]`; also orchestrion's `//dd:span span.name:op key:value` and otelc's
 * `//otelc:span span.name:"op"`, whose values are texts.
 */

export interface SpanDirective {
  /** Absent: made from the function's name. */
  spanName?: string;
  /** Attribute name → expression in the function. */
  attributes: Record<string, string>;
}

/** A line comment that flags what stands below it. */
export const SPAN_DIRECTIVE = /^\/\/(instrument|dd|otelc):span(?=\s|$)/;

/** @param comment text of one line comment; null when it is no directive */
export function readSpanDirective(comment: string): SpanDirective | null {
  const marker = SPAN_DIRECTIVE.exec(comment);
  if (!marker) return null;
  const words = splitWords(comment.slice(marker[0].length));
  const directive: SpanDirective = { attributes: {} };
  for (const [index, word] of words.entries()) {
    const [, key, sign, value = ''] = /^([\w.-]+)([=:])(?!=)(.+)$/s.exec(word) ?? [];
    if (key === undefined) {
      if (index === 0) directive.spanName = unquoted(word);
    } else if (key === 'span.name' || (key === 'name' && sign === ':')) directive.spanName = unquoted(value);
    else if (marker[1] === 'instrument') directive.attributes[key] = value;
    else directive.attributes[key] = JSON.stringify(unquoted(value));
  }
  return directive;
}

/** Words parted by blanks outside of quotes and brackets. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  let quote = '';
  for (const char of text.trim()) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === '`') quote = char;
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    if (/\s/.test(char) && quote === '' && depth <= 0) {
      if (word !== '') words.push(word);
      word = '';
    } else word += char;
  }
  return word === '' ? words : [...words, word];
}

function unquoted(word: string): string {
  return /^(["`]).*\1$/.test(word) ? word.slice(1, -1) : word;
}
