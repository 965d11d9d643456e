/** Apps of PM2 process files: the flags for Node.js stand in a property of their own. */
import { parseSync } from 'oxc-parser';
import type { Workload } from '#src/model/deployment.js';
import { type AstNode, child, children, isNode, keyName } from '../../facts/ast.js';
import type { CommandPlace } from '../../launch/expand.js';
import { childNodes } from '../../lint/child-nodes.js';
import type { CommandWords, Word } from './command-words.js';
import { stringContent } from './embedded-text.js';
import { readShell } from './shell-commands.js';
import type { StartText, UnreadableStart } from './start-text.js';

const FLAGS = ['node_args', 'nodeArgs', 'interpreter_args', 'interpreterArgs'];

/** The app of the workload in a JavaScript or JSON file. */
export function pm2Text(workload: Workload, text: string, place: CommandPlace): StartText | UnreadableStart {
  const { file, line, name } = workload;
  const title = `the PM2 app \`${name ?? file}\``;
  const isJson = file.endsWith('.json');
  if (!isJson && !/\.[cm]?js$/.test(file)) return { file, line, title, why: 'it is a YAML file' };
  const { program, errors } = parseSync(file.replace(/\.json$/, '.js'), isJson ? `(${text}\n)` : text);
  const shift = isJson ? 1 : 0;
  const app = errors.length > 0 ? null : findApp(program as unknown as AstNode, name, workload.command);
  const command = app === null ? null : appCommand(app, text, shift, isJson);
  if (command === null)
    return { file, line, title, why: 'its `script` is no plain text in an object literal' };
  return {
    file,
    line,
    title,
    commands: [command],
    place: { ...place, at: `${file}:${line}` },
    state: { env: workload.env, preloads: [], directory: null },
    context: { isPosix: false, hasCrossEnv: false },
    image: null,
  };
}

function propertyOf(object: AstNode, names: readonly string[]): AstNode | null {
  return (
    children(object, 'properties').find((one) =>
      names.includes(keyName(child(one, 'key'), one.computed === true) ?? ''),
    ) ?? null
  );
}

function literalOf(object: AstNode, name: string): string | null {
  const property = propertyOf(object, [name]);
  const value = property === null ? null : child(property, 'value');
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
}

function findApp(node: AstNode, name: string | null, command: readonly string[]): AstNode | null {
  if (node.type === 'ObjectExpression') {
    const script = literalOf(node, 'script');
    if (script !== null && command.includes(script) && literalOf(node, 'name') === name) return node;
  }
  for (const inner of childNodes(node)) {
    const found = findApp(inner, name, command);
    if (found !== null) return found;
  }
  return null;
}

/** `node`, the flags that are there, and the script: what is added behind `node` goes where the flags stand. */
function appCommand(app: AstNode, text: string, shift: number, isJson: boolean): CommandWords | null {
  const script = propertyOf(app, ['script']);
  const value = script === null ? null : child(script, 'value');
  const content = value === null ? null : stringContent(text, value.start - shift, value.end - shift);
  const interpreter = literalOf(app, 'interpreter');
  if (script === null || value === null || content === null) return null;
  const isNodeProgram =
    interpreter === null ? /\.[cm]?js$/.test(content.text) : /^(?:node|tsx)$/.test(interpreter);
  if (!isNodeProgram && interpreter !== null) return null;
  const property = propertyOf(app, FLAGS);
  const flags = property === null ? null : child(property, 'value');
  const program: Word = { text: content.text, content, isQuoted: true };
  const runner: Word[] = isNodeProgram
    ? [{ text: interpreter ?? 'node', content: null, isQuoted: true }]
    : [];
  const args =
    literalOf(app, 'args')
      ?.split(/\s+/)
      .map((word): Word => ({ text: word, content: null, isQuoted: true })) ?? [];
  const flagWords = flags === null ? [] : readFlags(flags, text, shift);
  if (flagWords === null) return null;
  const quote = text[value.start - shift] ?? "'";
  return {
    words: [...runner, ...flagWords, program, ...args],
    isList: true,
    quote: (word) => word,
    insertAfter(_index, added) {
      if (flags !== null) return addFlags(flags, added, shift, quote);
      const at = script.end - shift;
      const key = isJson ? '"node_args"' : 'node_args';
      return {
        start: at,
        end: at,
        text: `,${blankBefore(text, script.start - shift)}${key}: ${quote}${added.join(' ')}${quote}`,
      };
    },
    replace: (_index, word) => ({
      start: content.offsets[0] ?? 0,
      end: content.offsets.at(-1) ?? 0,
      text: word,
    }),
  };
}

function readFlags(flags: AstNode, text: string, shift: number): Word[] | null {
  if (flags.type === 'ArrayExpression') {
    const elements = children(flags, 'elements').filter(isNode);
    return elements.map((one): Word => ({ text: String(one.value ?? ''), content: null, isQuoted: true }));
  }
  const content = stringContent(text, flags.start - shift, flags.end - shift);
  return content === null ? null : readShell(content).flatMap(({ words }) => words);
}

function addFlags(flags: AstNode, added: readonly string[], shift: number, quote: string) {
  if (flags.type !== 'ArrayExpression') {
    const at = flags.end - 1 - shift;
    return { start: at, end: at, text: `${flags.end - flags.start > 2 ? ' ' : ''}${added.join(' ')}` };
  }
  const last = children(flags, 'elements').at(-1);
  const at = last === undefined ? flags.start + 1 - shift : last.end - shift;
  const words = added.map((word) => `${quote}${word}${quote}`).join(', ');
  return { start: at, end: at, text: last === undefined ? words : `, ${words}` };
}

/** The blank that stands before a property: a new line with its indentation, or one blank. */
function blankBefore(text: string, start: number): string {
  return /\n[ \t]*$/.exec(text.slice(0, start))?.[0] ?? ' ';
}
