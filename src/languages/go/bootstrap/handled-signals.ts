/** Which of the signals that end a program it handles itself. */
import type { GoTree } from '../rewrite/go-tree.js';

export type EndingSignal = 'os.Interrupt' | 'syscall.SIGTERM';

const ALL: readonly EndingSignal[] = ['os.Interrupt', 'syscall.SIGTERM'];

/** Libraries that wait for signals in what they run. */
const WAIT_THEMSELVES =
  /"(?:go\.uber\.org\/fx|github\.com\/go-kratos\/kratos\/v2|github\.com\/zeromicro\/go-zero\/(?:rest|zrpc|core\/service)|go-micro\.dev\/v\d+|github\.com\/fvbock\/endless|github\.com\/tylerb\/graceful|gopkg\.in\/tylerb\/graceful\.v1|github\.com\/facebookgo\/grace\/gracehttp)"|\b(?:SetupSignalHandler|run\.SignalHandler)\(/;

/** @param files of the program and all of ours that it imports */
export function unhandledSignals(tree: GoTree, files: readonly string[]): EndingSignal[] {
  const handled = new Set<EndingSignal>();
  for (const file of files) {
    const text = tree.text(file);
    if (WAIT_THEMSELVES.test(text)) return [];
    for (const { index } of text.matchAll(/\bsignal\.Notify(?:Context)?\(/g))
      for (const signal of namedSignals(callText(text, index))) handled.add(signal);
  }
  return ALL.filter((signal) => !handled.has(signal));
}

/** `signal.Notify(…)` up to its closing bracket. */
function callText(text: string, from: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}

/** Without names that we know, it is every signal, or a list that is kept elsewhere. */
function namedSignals(call: string): readonly EndingSignal[] {
  const named = [...call.matchAll(/\b(?:os|syscall|unix)\.(Interrupt|Kill|SIG[A-Z0-9]+)\b/g)].map(
    (m) => m[1]!,
  );
  if (named.length === 0) return ALL;
  return ALL.filter((signal) =>
    signal === 'os.Interrupt'
      ? named.includes('Interrupt') || named.includes('SIGINT')
      : named.includes('SIGTERM'),
  );
}
