/** Writes business functions down in `operations:` of an instrument.yaml, and leaves every other line as it is. */
import { isScalar, isSeq, parseDocument } from 'yaml';

export interface OperationEntry {
  /** `Type.Method` for methods. */
  name: string;
  /** Absent: every service. */
  service?: string;
}

/**
 * @param text of the file; empty when there is none
 * @returns null where the list is written in a way that cannot be added to
 */
export function addOperations(text: string, entries: readonly OperationEntry[]): string | null {
  const document = parseDocument(text);
  const list = document.get('operations', true);
  if (list === undefined) {
    const space = text === '' || text.endsWith('\n') ? '' : '\n';
    return `${text}${space}operations:\n${linesOf(entries, '  ')}`;
  }
  if (isSeq(list) && list.items.length > 0 && !list.flow && list.range) {
    const [start, end] = list.range;
    const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    const before = text.slice(0, end).trimEnd();
    const rest = text.slice(before.length).replace(/^[ \t]*\r?\n?/, '');
    return /^ *$/.test(indent) ? `${before}\n${linesOf(entries, indent)}${rest}` : null;
  }
  const isEmpty = isScalar(list) ? list.value === null : isSeq(list) && list.items.length === 0;
  if (!isEmpty || !(isScalar(list) || isSeq(list)) || !list.range) return null;
  const [start, end] = list.range;
  const rest = text.slice(end).replace(/^[ \t]*\r?\n?/, '');
  return `${text.slice(0, start).trimEnd()}\n${linesOf(entries, '  ')}${rest}`;
}

function linesOf(entries: readonly OperationEntry[], indent: string): string {
  return entries
    .map(({ name, service }) => {
      const more = service === undefined ? '' : `${indent}  service: ${scalar(service)}\n`;
      return `${indent}- name: ${scalar(name)}\n${more}`;
    })
    .join('');
}

const scalar = (text: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
