import { describe, expect, it } from 'vitest';
import { buildFlowGraph } from '#src/languages/go/control-flow/build-flow-graph.js';
import type { FlowBlock } from '#src/languages/go/control-flow/flow-graph.js';
import { libraryNeverReturns } from '#src/languages/go/control-flow/never-returns.js';
import { walk } from '#src/languages/go/rewrite/walk.js';
import type { GoNode } from '#src/languages/go/syntax/ast.js';
import { parseGoFile } from '#src/languages/go/syntax/parser.js';

/** The ways through a body: the functions called in order, then how it ends. No block is passed more than twice. */
function waysThrough(body: string): string[] {
  const text = `package p\n\nfunc run() {\n${body}\n}\n`;
  const file = parseGoFile(text);
  expect(file.errors).toEqual([]);
  const decl = file.decls[0];
  if (decl?.kind !== 'FuncDecl' || !decl.body) throw new Error('no function');
  const ways = new Set<string>();
  const follow = (block: FlowBlock, way: string, passed: readonly number[]) => {
    if (passed.filter((id) => id === block.id).length > 1) return;
    const steps = [way, ...block.nodes.flatMap(callsIn)].filter((step) => step !== '').join(' ');
    if (block.exit) ways.add(`${steps} ${block.exit.kind}`.trim());
    for (const { to } of block.next) follow(to, steps, [...passed, block.id]);
  };
  follow(buildFlowGraph(decl.body, libraryNeverReturns).entry, '', []);
  return [...ways].sort();
}

function callsIn(node: GoNode): string[] {
  if (node.kind === 'RangeStmt') return ['next'];
  return [...walk(node)]
    .filter((n) => n.kind === 'CallExpr')
    .sort((a, b) => a.end - b.end)
    .flatMap((call) => (call.fun.kind === 'Ident' ? [call.fun.name] : []));
}

const table: Record<string, [string, string[]]> = {
  'statements in a row': ['a()\nb()', ['a b end']],
  'an early return': ['if x() {\n\ta()\n\treturn\n}\nb()', ['x a return', 'x b end']],
  'an else-if chain': [
    'if x() {\n\ta()\n} else if y() {\n\tb()\n} else {\n\tc()\n}',
    ['x a end', 'x y b end', 'x y c end'],
  ],
  'a condition with &&': ['if x() && y() {\n\ta()\n}', ['x end', 'x y a end', 'x y end']],
  'a condition with ||': ['if x() || y() {\n\ta()\n}', ['x a end', 'x y a end', 'x y end']],
  'a negated condition': [
    'if !(x() || y()) {\n\ta()\n\treturn\n}\nb()',
    ['x b end', 'x y a return', 'x y b end'],
  ],
  'a return after a return': ['a()\nreturn\nb()', ['a return']],
  'a panic': ['if x() {\n\tpanic("no")\n}\na()', ['x a end', 'x panic panic']],
  'os.Exit and log.Fatal': [
    'if x() {\n\tos.Exit(1)\n}\nif y() {\n\tlog.Fatal("no")\n}',
    ['x stop', 'x y end', 'x y stop'],
  ],
  'a fatal event of zerolog': ['log.Fatal().Err(err).Msg("no")\na()', ['stop']],
  'a loop with a condition': ['for x() {\n\ta()\n}\nb()', ['x a x b end', 'x b end']],
  'a loop without end': ['for {\n\ta()\n}', []],
  'a loop left by break': ['for {\n\tif x() {\n\t\tbreak\n\t}\n\ta()\n}\nb()', ['x a x b end', 'x b end']],
  'a post statement runs after continue': [
    'for i(); x(); j() {\n\tif y() {\n\t\tcontinue\n\t}\n\ta()\n}',
    ['i x end', 'i x y a j x end', 'i x y j x end'],
  ],
  'a range runs never or often': ['for range s() {\n\ta()\n}', ['s end', 's next a end']],
  'break out of a labelled loop': [
    'outer:\nfor range s() {\n\tfor {\n\t\tif x() {\n\t\t\tbreak outer\n\t\t}\n\t\tcontinue outer\n\t}\n}\nb()',
    ['s b end', 's next x b end', 's next x next x b end'],
  ],
  'goto forwards and backwards': [
    'retry:\na()\nif x() {\n\tgoto retry\n}\nif y() {\n\tgoto done\n}\nb()\ndone:\nc()',
    ['a x a x y b c end', 'a x a x y c end', 'a x y b c end', 'a x y c end'],
  ],
  'a switch without default': [
    'switch x() {\ncase 1:\n\ta()\ncase 2, 3:\n\tb()\n}\nc()',
    ['x a c end', 'x b c end', 'x c end'],
  ],
  'a switch with default': ['switch x() {\ncase 1:\n\ta()\ndefault:\n\tb()\n}', ['x a end', 'x b end']],
  'fallthrough and break in a switch': [
    'switch {\ncase x():\n\ta()\n\tfallthrough\ncase y():\n\tif z() {\n\t\tbreak\n\t}\n\tb()\n}\nc()',
    ['x a z b c end', 'x a z c end', 'x y c end', 'x y z b c end', 'x y z c end'],
  ],
  'a break in a switch stays in the loop': [
    'for {\n\tswitch x() {\n\tcase 1:\n\t\tbreak\n\tdefault:\n\t\treturn\n\t}\n\ta()\n}',
    ['x a x return', 'x return'],
  ],
  'a type switch': [
    'switch v := x().(type) {\ncase int:\n\ta(v)\ncase nil:\n}\nb()',
    ['x a b end', 'x b end'],
  ],
  'a select': ['select {\ncase <-x():\n\ta()\ncase c <- y():\n\tb()\n}', ['x a end', 'y b end']],
  'a select that waits for ever': ['a()\nselect {}', []],
  'a select in a loop left by a label': [
    'loop:\nfor {\n\tselect {\n\tcase <-x():\n\t\tbreak loop\n\tdefault:\n\t\ta()\n\t}\n}\nb()',
    ['a x b end', 'x b end'],
  ],
  'a deferred call is a step where it is registered': ['defer a()\nb()', ['a b end']],
};

describe('the control flow of', () => {
  it.each(Object.entries(table))('%s', (_name, [body, ways]) => {
    expect(waysThrough(body)).toEqual(ways);
  });
});
